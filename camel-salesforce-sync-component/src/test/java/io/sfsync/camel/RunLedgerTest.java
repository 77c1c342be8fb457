/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.LedgerSync;
import io.sfsync.ledger.RunSummary;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.SyncResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of a hub with a ledger. */
class RunLedgerTest extends HubTest {
    private static final String CALL = "POST /services/data/v{version}/composite/sobjects";
    private static final int RECORDS = 600;

    @TempDir
    private Path folder;

    @Test
    void without_the_option_nothing_is_written_down() throws Exception {
        start(to("sfsync:insert:Account"));

        load("direct:in", file(3));

        assertThat(component().ledger()).isNull();
        assertThatThrownBy(() -> new SfSyncRuns(camel))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set camel.component.sfsync.ledger");
    }

    @Test
    void a_file_goes_on_with_its_unfinished_run() throws Exception {
        Path file = file(RECORDS);
        withLedger();
        fail(FaultName.UNAVAILABLE, 2, Fault.ALWAYS);
        start(to("sfsync:insert:Account?retries=0&api=collections&errors=file:" + folder.resolve("{runId}.csv")));
        String begun = String.valueOf(send("direct:in", file.toFile()).getProperty(SfSyncConstants.RUN_ID));
        assertThat(namesInOrg()).hasSize(200);
        ORG.org().faults().clear();

        SyncResult result = load("direct:in", file.toFile());

        assertThat(result.runId()).isEqualTo(begun);
        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(namesInOrg()).hasSize(RECORDS).doesNotHaveDuplicates();
        RunSummary run = ledger().runs().get(0);
        assertThat(run.manifest())
                .containsEntry("route", "load")
                .containsEntry("option.api", "collections")
                .containsEntry("option.errors", "file:" + folder.resolve("{runId}.csv"));
        assertThat(load("direct:in", file.toFile()).runId()).isNotEqualTo(begun);
    }

    @Test
    void an_unfinished_run_is_resumed_by_its_id_though_its_file_was_moved() throws Exception {
        Path file = file(RECORDS);
        withLedger();
        fail(FaultName.UNAVAILABLE, 2, Fault.ALWAYS);
        start(to("sfsync:insert:Account?retries=0&api=collections&errors=mock:secret"));
        String begun = String.valueOf(send("direct:in", file.toFile()).getProperty(SfSyncConstants.RUN_ID));
        ORG.org().faults().clear();
        SfSyncRuns runs = new SfSyncRuns(camel);
        assertThat(runs.run(begun).manifest()).doesNotContainKey("option.errors");
        Files.createDirectories(folder.resolve("failed"));
        Files.move(file, folder.resolve("failed/2026-a.csv"));

        Exchange resumed = runs.resume(begun, null, Map.of("batchSize", "100"));

        assertThat(resumed.getException()).isNull();
        assertThat(resumed.getMessage().getBody(SyncResult.class).totals().created())
                .isEqualTo(RECORDS);
        assertThat(namesInOrg()).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThatThrownBy(() -> runs.resume(begun, null, Map.of())).hasMessageContaining("is over (SUCCESS)");
        assertThatThrownBy(() -> runs.resume("nobody", null, Map.of())).hasMessageContaining("there is no run nobody");
    }

    @Test
    void a_file_that_was_changed_is_refused_and_the_run_can_be_aborted() throws Exception {
        Path file = file(RECORDS);
        withLedger();
        fail(FaultName.UNAVAILABLE, 2, Fault.ALWAYS);
        start(to("sfsync:insert:Account?retries=0&api=collections"));
        String begun = String.valueOf(send("direct:in", file.toFile()).getProperty(SfSyncConstants.RUN_ID));
        ORG.org().faults().clear();
        Files.writeString(file, "Name\nAnother\n");
        SfSyncRuns runs = new SfSyncRuns(camel);

        assertThatThrownBy(() -> runs.resume(begun, null, Map.of())).hasMessageContaining("is gone or was changed");
        assertThatThrownBy(() -> runs.resume(begun, file, Map.of())).hasMessageContaining("is not what run");

        assertThat(runs.abort(begun, "the file is wrong").getException()).isNull();
        assertThat(runs.run(begun).aborted()).isEqualTo("the file is wrong");
        assertThat(ledger().totals(runs.run(begun)).created()).isEqualTo(200);
        assertThat(namesInOrg()).hasSize(200);
        assertThatThrownBy(() -> runs.resume(begun, null, Map.of())).hasMessageContaining("aborted: the file is wrong");
    }

    @Test
    void a_run_that_broke_for_good_in_this_process_goes_on_from_the_ledger_when_it_is_redelivered() throws Exception {
        withLedger();
        start(redelivering("sfsync:insert:Account?api=collections"));
        AtomicBoolean broken = new AtomicBoolean();
        Iterable<Map<String, Object>> records = () -> breaking(broken);

        SyncResult result = load("direct:in", records);

        assertThat(broken).isTrue();

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(namesInOrg()).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(ledger().runs()).extracting(RunSummary::runId).containsExactly(result.runId());
    }

    @Test
    void a_spent_body_of_which_the_ledger_does_not_hold_the_rest_is_no_success() throws Exception {
        withLedger();
        start(redelivering("sfsync:insert:Account?api=collections"));

        Exchange exchange = send("direct:in", breaking(new AtomicBoolean()));

        assertThat(exchange.getException()).hasMessageContaining("broke: ");
        assertThat(namesInOrg()).hasSize(200);
    }

    @Test
    void a_finished_run_id_fails_by_default() throws Exception {
        withLedger();
        start(to("sfsync:insert:Account?runId=r1"));
        load("direct:in", accounts(2));

        assertThat(send("direct:in", accounts(2)).getException())
                .hasMessageContaining("runId=r1 is finished (SUCCESS)");
        assertThat(namesInOrg()).hasSize(2);
    }

    @Test
    void a_finished_run_id_returns_its_result_if_that_is_asked_for() throws Exception {
        withLedger();
        start(to("sfsync:insert:Account?runId=r1&onFinishedRun=return"));
        load("direct:in", accounts(2));

        SyncResult again = load("direct:in", accounts(2));

        assertThat(again.runId()).isEqualTo("r1");
        assertThat(again.totals().created()).isEqualTo(2);
        assertThat(namesInOrg()).hasSize(2);
    }

    @Test
    void a_finished_run_id_is_another_run_if_that_is_asked_for() throws Exception {
        withLedger();
        start(to("sfsync:insert:Account?runId=r1&onFinishedRun=new"));
        load("direct:in", accounts(2));

        assertThat(load("direct:in", accounts(2)).runId()).isEqualTo("r1-2");
    }

    @Test
    void the_run_id_may_be_an_expression_and_a_header_wins() throws Exception {
        withLedger();
        start(to("sfsync:insert:Account?runId=orders-${header.day}"));

        assertThat(send("direct:in", accounts(1), Map.of("day", "monday")).getProperty(SfSyncConstants.RUN_ID))
                .isEqualTo("orders-monday");
        assertThat(send("direct:in", accounts(1), Map.of("day", "monday", SfSyncConstants.RUN_ID, "mine"))
                        .getProperty(SfSyncConstants.RUN_ID))
                .isEqualTo("mine");
        assertThat(send("direct:in", accounts(1), Map.of("day", "no such id")).getException())
                .hasMessageContaining("runId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&keepRows=all"})
    void rows_of_batches_that_succeeded_are_kept_only_if_all_are(String option) throws Exception {
        withLedger();
        start(to("sfsync:insert:Account?api=bulk2&pollInterval=20ms" + option));

        SyncResult result = load("direct:in", accounts(5));

        Path rows = folder.resolve("ledger").resolve(result.runId()).resolve("000001.csv");
        assertThat(Files.exists(rows)).isEqualTo(!option.isEmpty());
    }

    @Test
    void one_record_is_written_down_only_under_an_id() throws Exception {
        withLedger();
        start(to("sfsync:insert:Account"));

        load("direct:in", accounts(1).get(0));
        assertThat(ledger().runs()).isEmpty();

        send("direct:in", accounts(1).get(0), Map.of(SfSyncConstants.RUN_ID, "message-7"));
        assertThat(ledger().runs()).extracting(RunSummary::runId).containsExactly("message-7");
    }

    @Test
    void a_replay_sends_again_what_a_run_did_not_get_into_the_org() throws Exception {
        withLedger();
        Path file = Files.writeString(folder.resolve("a.csv"), "Name,YearStarted\nAlpha,1999\nBeta,too long\n");
        start(to("sfsync:insert:Account?runId=r1"), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:replay").errorHandler(noErrorHandler()).to("sfsync:replay?runId=r1&failOn=never");
            }
        });
        load("direct:in", file.toFile());

        SyncResult again = load("direct:replay", null);
        assertThat(again.runId()).isEqualTo("r1.replay-1");
        assertThat(again.totals().rejected()).isEqualTo(1);

        SyncResult corrected = load("direct:replay", "_row,Name,YearStarted\n1,Alpha,1999\n2,Beta,2001\n");
        assertThat(corrected.totals().total()).isEqualTo(1);
        assertThat(corrected.totals().created()).isEqualTo(1);
        assertThat(namesInOrg()).containsExactly("Alpha", "Beta");
        assertThat(ledger().totals(ledger().find("r1").orElseThrow()).created()).isEqualTo(2);
        assertThat(send("direct:replay", null, Map.of(SfSyncConstants.RUN_ID, "nobody"))
                        .getException())
                .hasMessageContaining("there is no run nobody");
    }

    @Test
    void a_replay_needs_a_run_and_takes_its_object_from_it() throws Exception {
        withLedger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:replay").errorHandler(noErrorHandler()).to("sfsync:replay");
            }
        });

        assertThat(send("direct:replay", null).getException()).hasMessageContaining("set runId");
        assertThatThrownBy(() -> camel.getEndpoint("sfsync:replay:Account?runId=r1"))
                .hasStackTraceContaining("a replay takes it from its run");
    }

    @Test
    void ledger_sync_is_force_or_os() {
        withLedger();
        assertThat(ledger().sync()).isEqualTo(LedgerSync.FORCE);
        component().setLedgerSync("os");
        assertThat(ledger().sync()).isEqualTo(LedgerSync.OS);
        component().setLedgerSync("never");
        assertThatThrownBy(camel::start)
                .hasStackTraceContaining("camel.component.sfsync.ledgerSync must be one of force, os, was 'never'");
    }

    @Test
    void finished_runs_leave_the_ledger_after_their_retention() throws Exception {
        withLedger();
        assertThat(component().getLedgerRetention()).isEqualTo(Ledger.RETENTION.toMillis());
        Path old = finishedRun("old", Duration.ofHours(2));
        Path recent = finishedRun("recent", Duration.ofMinutes(50));
        component().setLedgerRetention(Duration.ofHours(1).toMillis());

        start(to("sfsync:insert:Account"));

        await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(old));
        assertThat(recent).exists();
    }

    private Path finishedRun(String id, Duration age) throws IOException {
        Path run = Files.createDirectories(folder.resolve("ledger").resolve(id));
        Files.writeString(run.resolve("manifest.json"), "{\"runId\":\"" + id + "\"}");
        Path journal = run.resolve("journal");
        Files.writeString(journal, "{\"batch\":0,\"round\":0,\"event\":\"finished\",\"detail\":\"SUCCESS\"}\n");
        Files.setLastModifiedTime(journal, FileTime.from(Instant.now().minus(age)));
        return run;
    }

    /** Accounts of which the 301st cannot be read the first time. */
    private static Iterator<Map<String, Object>> breaking(AtomicBoolean broken) {
        Iterator<Map<String, Object>> records = accounts(RECORDS).iterator();
        AtomicInteger read = new AtomicInteger();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public Map<String, Object> next() {
                if (read.incrementAndGet() > 300 && broken.compareAndSet(false, true)) {
                    throw new IllegalStateException("the disk is away");
                }
                return records.next();
            }
        };
    }

    private void withLedger() {
        component().setLedger(folder.resolve("ledger").toString());
    }

    private SfSyncComponent component() {
        return camel.getComponent("sfsync", SfSyncComponent.class);
    }

    private Ledger ledger() {
        Ledger ledger = component().ledger();
        assertThat(ledger).isNotNull();
        return ledger;
    }

    private static void fail(FaultName fault, int at, int times) {
        ORG.org().faults().add(Fault.of(fault).match(CALL).at(at).times(times));
    }

    private static RouteBuilder to(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("load").errorHandler(noErrorHandler()).to(uri);
            }
        };
    }

    private static RouteBuilder redelivering(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                        .to(uri);
            }
        };
    }

    private Path file(int records) throws IOException {
        String names =
                IntStream.rangeClosed(1, records).mapToObj(i -> "Account " + i).collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("a.csv"), "Name\n" + names + "\n");
    }
}
