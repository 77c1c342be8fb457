/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.ledger.KeepRows;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.mapping.Checks;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.order.DuplicateKeys;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.pipeline.DryRun;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.OnLimit;
import io.sfsync.pipeline.Remembering;
import io.sfsync.pipeline.SyncListener;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.Threshold;
import io.sfsync.salesforce.Compression;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each option by its default and by another value, as far as the engine. */
class OptionsTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void the_defaults_are_these() throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        metadata("properties").properties().forEach(option -> {
            if (!option.getKey().equals("lazyStartProducer")) {
                defaults.put(
                        option.getKey(), option.getValue().path("defaultValue").asText("-"));
            }
        });

        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("operation", "-");
        expected.put("sobject", "-");
        expected.put("allOrNone", "false");
        expected.put("api", "auto");
        expected.put("assignmentRule", "none");
        expected.put("batchSize", "0");
        expected.put("changedOnly", "false");
        expected.put("charset", "-");
        expected.put("compression", "none");
        expected.put("concurrencyMode", "parallel");
        expected.put("checks", "fields");
        expected.put("csvDelimiter", ",");
        expected.put("csvHeaders", "-");
        expected.put("csvQuote", "\"");
        expected.put("duplicateKeys", "send");
        expected.put("dryRun", "off");
        expected.put("duplicateRule", "-");
        expected.put("errors", "-");
        expected.put("errorThreshold", "-");
        expected.put("externalIdField", "-");
        expected.put("failOn", "all");
        expected.put("idMap", "-");
        expected.put("idMapKey", "-");
        expected.put("jobBytes", "100000000");
        expected.put("jobRows", "0");
        expected.put("jobTimeout", "86400000");
        expected.put("keepRows", "failed");
        expected.put("listener", "-");
        expected.put("lockBy", "none");
        expected.put("mapping", "-");
        expected.put("missing", "-");
        expected.put("nulls", "ignore");
        expected.put("onLimit", "park");
        expected.put("ordered", "false");
        expected.put("onFinishedRun", "fail");
        expected.put("overlap", "allow");
        expected.put("parallelism", "1");
        expected.put("pollInterval", "0");
        expected.put("readOnly", "error");
        expected.put("retries", "5");
        expected.put("retryDelay", "500");
        expected.put("retryMaxTime", "900000");
        expected.put("runId", "-");
        expected.put("salesforceComponent", "salesforce");
        expected.put("sforceHeaders", "-");
        expected.put("stopOnError", "false");
        expected.put("successes", "-");
        expected.put("timeZone", "-");
        assertThat(defaults).isEqualTo(expected);
    }

    @Test
    void the_defaults_of_the_component_are_these() throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        metadata("componentProperties")
                .properties()
                .forEach(option -> defaults.put(
                        option.getKey(), option.getValue().path("defaultValue").asText("-")));

        assertThat(defaults)
                .containsEntry("apiVersion", "62.0")
                .containsEntry("apiReserve", "10%")
                .containsEntry("maxConcurrentRequests", "25")
                .containsEntry("idleTimeout", "600000")
                .containsEntry("ledger", "-")
                .containsEntry("ledgerSync", "force")
                .containsEntry("ledgerRetention", "604800000")
                .containsEntry("accessToken", "-")
                .containsEntry("instanceUrl", "-")
                .containsEntry("salesforceComponent", "-")
                .containsEntry("digestDataSource", "-")
                .containsOnlyKeys(
                        "digestDataSource",
                        "apiVersion",
                        "apiReserve",
                        "maxConcurrentRequests",
                        "idleTimeout",
                        "ledger",
                        "ledgerSync",
                        "ledgerRetention",
                        "accessToken",
                        "instanceUrl",
                        "salesforceComponent",
                        "autowiredEnabled",
                        "lazyStartProducer");
        assertThat(metadata("componentProperties")
                        .path("accessToken")
                        .path("secret")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void what_the_metadata_says_is_the_default_is_what_the_engine_gets() {
        SyncOptions options = options("sfsync:insert:Account");

        assertThat(options)
                .isEqualTo(SyncOptions.builder(Operation.INSERT, "Account").build());
    }

    @Test
    void every_option_of_a_run_reaches_the_engine() {
        SyncOptions options = options(
                "sfsync:UPSERT:Account?externalIdField=External_Key__c&batchSize=50&parallelism=3"
                        + "&stopOnError=true&errorThreshold=2.5%25&failOn=10&allOrNone=true&nulls=CLEAR&timeZone=Europe/Berlin"
                        + "&onLimit=wait&ordered=true&duplicateKeys=last&assignmentRule=active&runId=run-1&retries=2&retryDelay=2s&retryMaxTime=3m&pollInterval=4s"
                        + "&jobTimeout=1h&jobBytes=5000&duplicateRule=allowSave=true&sforceHeader.Call-Options=client=hub"
                        + "&sforceHeader.Sforce-Mru=updateMru=true&api=collections&checks=rows&readOnly=DROP&dryRun=lookup&changedOnly=true&idMap=customers&idMapKey=no");

        assertThat(options)
                .isEqualTo(SyncOptions.builder(Operation.UPSERT, "Account")
                        .externalIdField("External_Key__c")
                        .api(Api.COLLECTIONS)
                        .batchSize(50)
                        .parallelism(3)
                        .stopOnError(true)
                        .errorThreshold(new Threshold(2.5, true))
                        .failOn(FailOn.parse("10"))
                        .allOrNone(true)
                        .onLimit(OnLimit.WAIT)
                        .ordered(true)
                        .duplicateKeys(DuplicateKeys.LAST)
                        .nulls(NullPolicy.CLEAR)
                        .dryRun(DryRun.LOOKUP)
                        .remembering(new Remembering(true, "customers", "no"))
                        .checks(new Checks(Checks.Level.ROWS, Checks.ReadOnly.DROP))
                        .timeZone(ZoneId.of("Europe/Berlin"))
                        .assignmentRule("active")
                        .runId("run-1")
                        .retries(2)
                        .retryDelay(Duration.ofSeconds(2))
                        .retryMaxTime(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(4))
                        .jobTimeout(Duration.ofHours(1))
                        .jobBytes(5_000)
                        .header("Sforce-Call-Options", "client=hub")
                        .header("Sforce-Mru", "updateMru=true")
                        .header("Sforce-Duplicate-Rule-Header", "allowSave=true")
                        .build());
        assertThat(options("sfsync:delete:Account?jobRows=700&api=BULK2&onFinishedRun=return&compression=gzip"))
                .isEqualTo(SyncOptions.builder(Operation.DELETE, "Account")
                        .api(Api.BULK2)
                        .jobRows(700)
                        .compression(Compression.GZIP)
                        .onFinishedRun(OnFinishedRun.RETURN)
                        .build());
        assertThat(options("sfsync:delete:Account?batchSize=700&concurrencyMode=serial"))
                .isEqualTo(SyncOptions.builder(Operation.DELETE, "Account")
                        .batchSize(700)
                        .concurrencyMode(ConcurrencyMode.SERIAL)
                        .build());
    }

    @Test
    void every_other_option_reaches_the_endpoint() {
        camel.getRegistry().bind("first", new SyncListener() {});
        camel.getRegistry().bind("second", new SyncListener() {});
        SfSyncEndpoint endpoint = camel.getEndpoint(
                "sfsync:insert:Account?overlap=skip&charset=windows-1252&csvDelimiter=;&csvQuote='&csvHeaders=A,B"
                        + "&errors=file:e.csv&successes=direct:ok&listener=#first,#bean:second"
                        + "&salesforceComponent=other&keepRows=ALL",
                SfSyncEndpoint.class);

        assertThat(endpoint.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(endpoint.sourceFormat().charset()).hasToString("windows-1252");
        assertThat(endpoint.sourceFormat().csv().delimiter()).isEqualTo(';');
        assertThat(endpoint.sourceFormat().csv().quote()).isEqualTo('\'');
        assertThat(endpoint.sourceFormat().csv().headers()).containsExactly("A", "B");
        assertThat(endpoint.references().errors()).isNotNull();
        assertThat(endpoint.references().successes()).isNotNull();
        assertThat(endpoint.references().listeners()).hasSize(2);
        assertThat(endpoint.getConfiguration().getSalesforceComponent()).isEqualTo("other");
        assertThat(endpoint.keepRows()).isEqualTo(KeepRows.ALL);
        assertThat(endpoint.getServiceUrl()).isEqualTo("salesforce:other");
    }

    @Test
    void one_record_fails_on_its_rejection_unless_nothing_fails() {
        RunOptions all = endpoint("sfsync:insert:Account?failOn=50%25").runOptions();
        RunOptions never = endpoint("sfsync:insert:Account?failOn=never").runOptions();

        assertThat(all.forExchange(noHeaders(), true).failOn()).isEqualTo(FailOn.parse("any"));
        assertThat(all.forExchange(noHeaders(), false).failOn()).isEqualTo(FailOn.parse("50%"));
        assertThat(never.forExchange(noHeaders(), true).failOn()).isEqualTo(FailOn.parse("never"));
    }

    @Test
    void every_description_is_a_sentence() throws IOException {
        List<String> others = new ArrayList<>();
        for (String part : List.of("properties", "componentProperties", "headers")) {
            for (Map.Entry<String, JsonNode> option : metadata(part).properties()) {
                String text = option.getValue().path("description").asText();
                if (text.length() < 15 || !text.endsWith(".")) {
                    others.add(option.getKey() + ": " + text);
                }
            }
        }
        assertThat(others).isEmpty();
    }

    private HeaderOverrides noHeaders() {
        return new HeaderOverrides(new org.apache.camel.support.DefaultExchange(camel).getMessage());
    }

    private SyncOptions options(String uri) {
        return endpoint(uri).runOptions().forExchange(noHeaders(), false);
    }

    private SfSyncEndpoint endpoint(String uri) {
        return camel.getEndpoint(uri, SfSyncEndpoint.class);
    }

    private JsonNode metadata(String part) throws IOException {
        try (InputStream in = getClass().getClassLoader().getResourceAsStream("META-INF/io/sfsync/camel/sfsync.json")) {
            return new ObjectMapper().readTree(in).path(part);
        }
    }
}
