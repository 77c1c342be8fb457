/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.camel.connection.ScriptedOrg;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.OutcomeSink;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncListener;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells, beside its result: sinks, listeners, events, health, console; and runs that would overlap. */
class SinksTest extends HubTest {
    @TempDir
    Path folder;

    @Test
    void an_endpoint_gets_lists_of_maps_with_the_headers_of_the_run() throws Exception {
        start();
        MockEndpoint errors = camel.getEndpoint("mock:errors", MockEndpoint.class);
        MockEndpoint successes = camel.getEndpoint("mock:successes", MockEndpoint.class);

        SyncResult result = load(
                "sfsync:insert:Account?errors=mock:errors&successes=mock:successes",
                "Name,AccountNumber\nOne,1\n,2\nThree,3\n");

        Exchange rejected = errors.getExchanges().get(0);
        assertThat(rejected.getMessage().getHeaders())
                .containsEntry(SfSyncConstants.RESULT_RUN_ID, result.runId())
                .containsEntry(SfSyncConstants.RESULT_OPERATION, "insert")
                .containsEntry(SfSyncConstants.RESULT_OBJECT, "Account")
                .doesNotContainKey(SfSyncConstants.RUN_ID);
        List<?> maps = rejected.getMessage().getBody(List.class);
        assertThat(maps).hasSize(1).first().satisfies(one -> {
            Map<?, ?> map = (Map<?, ?>) one;
            assertThat(map.get("_row")).isEqualTo(2L);
            assertThat(map.get("_line")).isEqualTo(3L);
            assertThat(map.get("_code")).isEqualTo("REQUIRED_FIELD_MISSING");
            assertThat(map.get("AccountNumber")).isEqualTo("2");
        });
        List<?> succeeded = successes.getExchanges().get(0).getMessage().getBody(List.class);
        assertThat(succeeded).hasSize(2);
    }

    @Test
    void an_endpoint_gets_at_most_a_thousand_records_an_exchange() throws Exception {
        start();
        MockEndpoint successes = camel.getEndpoint("mock:successes", MockEndpoint.class);

        load("sfsync:insert:Account?successes=mock:successes&api=collections", accounts(1_500));

        assertThat(successes.getExchanges())
                .extracting(
                        exchange -> exchange.getMessage().getBody(List.class).size())
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(1_000));
        assertThat(successes.getExchanges().stream()
                        .mapToInt(exchange ->
                                exchange.getMessage().getBody(List.class).size())
                        .sum())
                .isEqualTo(1_500);
    }

    @Test
    void a_file_holds_the_error_records_of_its_run() throws Exception {
        start();

        SyncResult result =
                load("sfsync:insert:Account?errors=file:" + folder + "/{runId}.csv", "Name,AccountNumber\nOne,1\n,2\n");

        assertThat(Files.readAllLines(folder.resolve(result.runId() + ".csv")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("_row,_line,_outcome,_id,_created,_code")
                .endsWith("Name,AccountNumber");
    }

    @Test
    void a_file_holds_the_success_records_of_its_run_with_their_ids() throws Exception {
        start();

        SyncResult result = load(
                "sfsync:insert:Account?successes=file:" + folder + "/{runId}.csv",
                "Name,AccountNumber\nOne,1\n,2\nThree,3\n");

        List<String> lines = Files.readAllLines(folder.resolve(result.runId() + ".csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("_row,_line,_outcome,_id,_created,_code")
                .endsWith("Name,AccountNumber");
        assertThat(lines.get(1)).matches("1,2,created,001\\w{15},true,.*,One,1");
        assertThat(lines.get(2)).matches("3,4,created,001\\w{15},true,.*,Three,3");
    }

    @Test
    void nothing_is_written_over_the_file_that_is_loaded() throws Exception {
        start();
        String rows = "Name,AccountNumber\nOne,1\n,2\n";
        Path source = Files.writeString(folder.resolve("in.csv"), rows);
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), source);
        GenericFile<File> polled = new GenericFile<>();
        polled.setFile(source.toFile());

        for (Object body : List.of(source, source.toFile(), link, polled)) {
            for (String option :
                    List.of("errors=file:" + source, "successes=" + folder + "/./in.csv", "errors=" + link)) {
                Exchange exchange = send("sfsync:insert:Account?" + option, body);
                assertThat(exchange.getException())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("that is the file to load");
            }
        }
        Exchange named = send("sfsync:insert:Account?runId=in&errors=" + folder + "/{runId}.csv", source);

        assertThat(named.getException()).hasMessageContaining("that is the file to load");
        assertThat(source).hasContent(rows);
        assertThat(ORG.org().query("SELECT Id FROM Account")).isEmpty();
    }

    @Test
    void a_bean_gets_the_records() throws Exception {
        List<OutcomeRecord> got = new ArrayList<>();
        OutcomeSink sink = got::addAll;
        camel.getRegistry().bind("sink", sink);
        start();

        load("sfsync:insert:Account?successes=#sink", accounts(3));

        assertThat(got).extracting(record -> record.source().position()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_sink_that_fails_fails_the_run() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:broken").throwException(new IllegalStateException("the sink is full"));
            }
        });

        Exchange exchange = send("sfsync:insert:Account?successes=direct:broken", accounts(3));

        assertThat(exchange.getException()).isInstanceOf(SyncException.class).hasMessageContaining("the sink is full");
    }

    @Test
    void a_listener_and_the_event_notifiers_hear_of_batches() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        camel.getRegistry().bind("listener", new SyncListener() {
            @Override
            public void onRunStart(String runId) {
                heard.add("start");
            }

            @Override
            public void onRunEnd(SyncResult result) {
                heard.add("end");
            }
        });
        camel.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof SfSyncBatchEvent batch && event.getType() == CamelEvent.Type.Custom) {
                    heard.add("batch " + batch.batch() + " after "
                            + batch.resultSoFar().totals().total());
                }
            }
        });
        start();

        load("sfsync:insert:Account?listener=#listener&batchSize=2", accounts(3));

        assertThat(heard).containsExactly("start", "batch 1 after 2", "batch 2 after 3", "end");
    }

    @Test
    void a_result_converts_to_a_map_and_to_json() throws Exception {
        start();

        Exchange exchange = send("sfsync:insert:Account", accounts(2));

        Map<?, ?> map = exchange.getMessage().getBody(Map.class);
        assertThat(map.get("created")).isEqualTo(2L);
        assertThat(exchange.getMessage().getBody(String.class)).startsWith("{").contains("\"created\":2");
        assertThat(exchange.getMessage().getBody(InputStream.class))
                .hasBinaryContent(exchange.getMessage().getBody(byte[].class));
    }

    @Test
    void a_run_over_another_one_is_skipped_refused_or_waits() throws Exception {
        for (String overlap : List.of("skip", "fail", "wait", "allow")) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + overlap).routeId(overlap).to("sfsync:insert:Account?overlap=" + overlap);
                }
            });
        }
        start();
        Map<String, Exchange> second = new java.util.HashMap<>();
        for (String overlap : List.of("skip", "fail", "wait", "allow")) {
            ORG.org().faults().clear();
            ORG.org()
                    .faults()
                    .add(Fault.of(FaultName.SLOW)
                            .match("POST /services/data/v{version}/composite/sobjects")
                            .delay(Duration.ofMillis(1_500)));
            CompletableFuture<Exchange> first = camel.createProducerTemplate()
                    .asyncSend("direct:" + overlap, e -> e.getMessage().setBody(accounts(1)));
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> ORG.org().faults().strikes(FaultName.SLOW) == 1);
            second.put(overlap, send("direct:" + overlap, accounts(1)));
            boolean firstWasOver = first.isDone() || overlap.equals("wait");
            assertThat(firstWasOver).isEqualTo(overlap.equals("wait"));
            assertThat(first.get(20, TimeUnit.SECONDS).getException()).isNull();
        }

        assertThat(second.get("skip").getMessage().getHeader(SfSyncConstants.SKIPPED))
                .isEqualTo(true);
        assertThat(second.get("skip").getMessage().getBody()).isEqualTo(accounts(1));
        assertThat(second.get("fail").getException()).hasMessageContaining("overlap=fail");
        assertThat(second.get("wait").getException()).isNull();
        assertThat(second.get("allow").getException()).isNull();
        assertThat(namesInOrg()).hasSize(6);
    }

    @Test
    void the_next_run_of_a_route_is_not_kept_out_by_one_that_failed() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("sfsync:insert:Account?overlap=fail");
            }
        });

        send("direct:in", Map.of("AccountNumber", "nameless"));
        send("direct:in", 42);

        assertThat(load("direct:in", accounts(1)).totals().created()).isEqualTo(1);
    }

    @Test
    void health_and_console_tell_without_a_call_to_the_org() throws Exception {
        start();
        load("sfsync:insert:Account", accounts(1));
        long calls = ORG.org().requests().total();

        HealthCheck check = HealthCheckHelper.getHealthCheck(camel, "sfsync", HealthCheck.class);
        if (check == null) {
            check = new SfSyncHealthCheck();
            ((SfSyncHealthCheck) check).setCamelContext(camel);
        }
        HealthCheck.Result healthy = check.call();
        SfSyncDevConsole console = new SfSyncDevConsole();
        console.setCamelContext(camel);

        assertThat(healthy.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(healthy.getDetails().toString()).contains("SUCCESS");
        assertThat(check.isLiveness()).isFalse();
        assertThat(console.call(DevConsole.MediaType.JSON).toString()).contains("created=1");
        assertThat(console.call(DevConsole.MediaType.TEXT).toString()).contains("login by salesforce: ok");
        assertThat(ORG.org().requests().total()).isEqualTo(calls);
    }

    @Test
    void health_is_down_after_a_refused_login() throws Exception {
        camel.getComponent("salesforce", SalesforceComponent.class).setClientSecret("wrong");
        start();

        Exchange exchange = send("sfsync:insert:Account", accounts(1));
        SfSyncHealthCheck check = new SfSyncHealthCheck();
        check.setCamelContext(camel);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.isRetryable()).isFalse())
                .hasMessageContaining("camel.component.salesforce.clientSecret");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void an_access_token_replaces_the_salesforce_component() throws Exception {
        SfSyncComponent sfsync = new SfSyncComponent();
        sfsync.setAccessToken(ORG.org().accessToken());
        sfsync.setInstanceUrl(ORG.url().toString());
        camel.addComponent("sfsync", sfsync);
        start();

        assertThat(load("sfsync:insert:Account", accounts(2)).totals().created())
                .isEqualTo(2);
        assertThat(ORG.org().requests().count("oauth2/token")).isZero();
    }

    @Test
    void an_endpoint_names_its_org_by_the_salesforce_component() throws Exception {
        try (ScriptedOrg other = new ScriptedOrg()) {
            SalesforceComponent second = salesforce();
            second.setLoginUrl(other.url());
            camel.addComponent("salesforce2", second);
            start();

            send("sfsync:insert:Account?salesforceComponent=salesforce2&retries=0", accounts(1));

            assertThat(other.logins).hasValue(1);
            assertThat(ORG.org().requests().total()).isZero();
        }
    }

    @Test
    void a_mapping_works_as_a_step_of_a_route_too() throws Exception {
        Path file = Files.writeString(folder.resolve("m.yaml"), "version: 1\nfields:\n  Name: company\n");
        MappingProcessor mapping = new MappingProcessor();
        mapping.setMapping("file:" + file);
        mapping.setCamelContext(camel);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(mapping).to("mock:out");
            }
        });
        MockEndpoint out = camel.getEndpoint("mock:out", MockEndpoint.class);

        send("direct:in", Map.of("company", "One"));
        send("direct:in", List.of(Map.of("company", "Two"), Map.of("company", "Three")));

        assertThat(out.getExchanges().get(0).getMessage().getBody()).isEqualTo(Map.of("Name", "One"));
        assertThat(out.getExchanges().get(1).getMessage().getBody())
                .isEqualTo(List.of(Map.of("Name", "Two"), Map.of("Name", "Three")));
    }
}
