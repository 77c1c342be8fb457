/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a URI, a property or a header is said at once, with the value and the way out. */
class BadInputTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sfsync:merge:Account                              | merge       | insert, update, upsert
            sfsync::Account                                   | operation   | sfsync:upsert:Account
            sfsync:upsert:Account                             | externalIdField | External_Key__c
            sfsync:insert:Account?externalIdField=K__c        | externalIdField | upsert
            sfsync:insert:Account?batchSize=many              | batchSize   | many
            sfsync:insert:Account?batchSize=-1                | batchSize   | 200
            sfsync:insert:Account?batchSize=10001             | batchSize   | 10000
            sfsync:insert:Account?api=soap                    | soap        | collections
            sfsync:insert:Account?api=bulk1&allOrNone=true    | allOrNone   | collections
            sfsync:insert:Account?api=bulk2&allOrNone=true    | allOrNone   | collections
            sfsync:hardDelete:Account?api=collections         | hardDelete  | bulk2
            sfsync:insert:Account?parallelism=0               | parallelism | 1 to 100
            sfsync:insert:Account?jobBytes=0                  | jobBytes    | 100000000
            sfsync:insert:Account?failOn=sometimes            | sometimes   | never, all, any
            sfsync:insert:Account?errorThreshold=none         | none        | 2.5%
            sfsync:insert:Account?overlap=queue               | queue       | allow, wait, skip, fail
            sfsync:insert:Account?nulls=empty                 | empty       | ignore, clear
            sfsync:insert:Account?timeZone=Berlin             | Berlin      | Europe/Berlin
            sfsync:insert:Account?charset=utf8x               | utf8x       | UTF-8
            sfsync:insert:Account?csvDelimiter=tabs           | tabs        | tab
            sfsync:insert:Account?runId=a%20b                 | a b         | 1 to 80
            sfsync:insert:Account?assignmentRule=first        | first       | active
            sfsync:insert:Account?sforceHeader.Auto-Assign=x  | Auto-Assign | assignmentRule
            sfsync:insert:Account?mapping=file:none.yaml      | none.yaml   | classpath:
            sfsync:insert:Account?mapping=#none               | none        | registry
            sfsync:insert:Account?listener=#none              | none        | registry
            sfsync:insert:Account?errors=#none                | none        | registry
            sfsync:insert:Account?errors=nowhere:x            | nowhere:x   | file:path
            sfsync:insert:Account?errors=file:src             | src         | is a directory
            sfsync:insert:Account?successes=pom.xml/x.csv     | pom.xml     | is no directory
            sfsync:insert:Account?errors=/dev/null            | /dev/null   | is no regular file
            sfsync:insert:Account?errors=a.csv&successes=./x/../a.csv | errors goes to the same file | name two
            sfsync:insert:Account?unknown=1                   | unknown     | unknown
            """)
    void an_endpoint_that_is_wrong_is_not_made(String uri, String value, String wayOut) {
        Throwable failure = catchThrowable(() -> camel.getEndpoint(uri));

        assertThat(messages(failure)).contains(value.trim()).contains(wayOut.trim());
    }

    @Test
    void a_mapping_that_does_not_parse_names_its_place() {
        Throwable failure =
                catchThrowable(() -> camel.getEndpoint("sfsync:insert:Account?mapping=classpath:broken-mapping.yaml"));

        assertThat(messages(failure)).contains("broken-mapping.yaml").contains("feilds");
    }

    @Test
    void a_hub_without_a_salesforce_component_is_told_what_to_set() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("sfsync:insert:Account");
            }
        });

        Throwable failure = catchThrowable(camel::start);

        assertThat(failure).isInstanceOf(FailedToStartRouteException.class);
        assertThat(messages(failure))
                .contains("camel.component.salesforce.loginUrl")
                .contains("camel.component.salesforce.clientId")
                .contains("lazyLogin");
    }

    @Test
    void options_of_the_component_that_are_wrong_stop_the_hub() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "maxConcurrentRequests", "0",
                        "apiVersion", "62",
                        "apiReserve", "all",
                        "accessToken", "only this")
                .entrySet()) {
            DefaultCamelContext hub = new DefaultCamelContext();
            hub.getPropertiesComponent()
                    .addInitialProperty("camel.component.sfsync." + wrong.getKey(), wrong.getValue());
            SfSyncComponent component = new SfSyncComponent();
            component.setCamelContext(hub);
            switch (wrong.getKey()) {
                case "maxConcurrentRequests" -> component.setMaxConcurrentRequests(0);
                case "apiReserve" -> component.setApiReserve("all");
                case "apiVersion" -> component.setApiVersion("62");
                default -> component.setAccessToken("only this");
            }
            assertThat(messages(catchThrowable(() -> hub.addComponent("sfsync", component))))
                    .contains("camel.component.sfsync." + wrong.getKey())
                    .doesNotContain("only this");
            hub.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CamelSfSyncOperation, hardDelete, sfsync:hardDelete",
        "CamelSfSyncOperation, merge, upsert",
        "CamelSfSyncObject, '', CamelSfSyncObject",
        "CamelSfSyncBatchSize, many, CamelSfSyncBatchSize",
        "CamelSfSyncBatchSize, 0, at least 1",
        "CamelSfSyncBatchSize, 10001, batchSize",
        "CamelSfSyncRunId, a/b, runId",
        "CamelSfSyncExternalIdField, K__c, upsert"
    })
    void a_header_that_is_wrong_is_an_error(String name, String value, String wayOut) {
        RunOptions options =
                camel.getEndpoint("sfsync:insert:Account", SfSyncEndpoint.class).runOptions();

        assertThatThrownBy(() -> options.forExchange(headers(Map.of(name, value)), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wayOut);
    }

    @Test
    void an_object_may_come_by_header_only_and_must_come_then() {
        RunOptions options =
                camel.getEndpoint("sfsync:upsert", SfSyncEndpoint.class).runOptions();

        assertThatThrownBy(() -> options.forExchange(headers(Map.of()), false))
                .hasMessageContaining(SfSyncConstants.OBJECT);
        assertThat(options.forExchange(
                                headers(Map.of(
                                        SfSyncConstants.OBJECT, "Case", SfSyncConstants.EXTERNAL_ID_FIELD, "K__c")),
                                false)
                        .object())
                .isEqualTo("Case");
    }

    @Test
    void headers_never_choose_sinks_mapping_or_anything_else() {
        RunOptions options =
                camel.getEndpoint("sfsync:insert:Account", SfSyncEndpoint.class).runOptions();
        Map<String, Object> all = new LinkedHashMap<>();
        for (String option :
                new String[] {"Mapping", "Errors", "Successes", "Listener", "Api", "StopOnError", "FailOn"}) {
            all.put("CamelSfSync" + option, "x");
        }

        assertThat(options.forExchange(headers(all), false)).isEqualTo(options.withoutExchange());
    }

    @Test
    void it_writes_only() {
        assertThatThrownBy(() -> camel.getEndpoint("sfsync:insert:Account").createConsumer(exchange -> {}))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("to:");
    }

    private HeaderOverrides headers(Map<String, Object> headers) {
        DefaultExchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        return new HeaderOverrides(exchange.getMessage());
    }

    private static String messages(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            text.append(t.getMessage()).append('\n');
        }
        return text.toString();
    }
}
