/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are given up, by another process than the one that has begun them. */
class AbortTest {
    private static final int RECORDS = 1_200;

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BULK1", "BULK2"})
    void a_job_at_work_is_aborted_and_every_record_has_its_true_outcome(Api api) throws Exception {
        slowly();
        String name = "ab-" + api;
        SyncException parked = breaksOff(pipeline(api, name, 300).prepare(source(name)));
        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);

        SyncResult result = pipeline(api, name, 60_000).prepare(source(name)).abort("no longer wanted");

        test.org().faults().clear();
        assertThat(result.totals().total()).isEqualTo(RECORDS);
        assertThat(result.totals().unprocessed()).isPositive();
        assertThat(result.totals().unknown()).isZero();
        assertThat((long) test.count(name)).isEqualTo(result.totals().created());
        assertThat(states(api, result.jobIds())).allMatch("Aborted"::equals);
        RunSummary run = Ledger.open(folder).find(name).orElseThrow();
        assertThat(run.isFinished()).isTrue();
        assertThat(run.aborted()).isEqualTo("no longer wanted");
        assertThat(Ledger.open(folder).totals(run)).isEqualTo(result.totals());
        assertThat(Files.readAllLines(Ledger.open(folder).failed(name)))
                .filteredOn(line -> line.contains(",unprocessed,"))
                .hasSize((int) result.totals().unprocessed());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void calls_that_were_not_made_are_not_made_any_more(boolean withSource) throws Exception {
        String name = "ac-" + withSource;
        SyncPipeline breaking = pipeline(Api.COLLECTIONS, name, 60_000);
        test.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("composite").at(2).times(Fault.ALWAYS));
        SyncException broken = breaksOff(breaking.prepare(source(name)));
        assertThat(broken.isRetryable()).isTrue();
        test.org().faults().clear();

        RecordReader source = withSource ? source(name) : RecordReaders.ofObjects(List.of());
        SyncResult result =
                pipeline(Api.COLLECTIONS, name, 60_000).prepare(source).abort("the file is gone");

        Ledger ledger = Ledger.open(folder);
        SyncTotals totals = ledger.totals(ledger.find(name).orElseThrow());
        assertThat(totals.created()).isEqualTo(200);
        assertThat(test.count(name)).isEqualTo(200);
        if (withSource) {
            assertThat(result.totals()).isEqualTo(totals);
            assertThat(totals.unprocessed()).isEqualTo(RECORDS - 200);
        }
    }

    @Test
    void an_aborted_run_does_not_go_on() throws Exception {
        slowly();
        SyncException parked = breaksOff(pipeline(Api.BULK2, "aw", 300).prepare(source("aw"), "file:a"));
        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        assertThat(Ledger.open(folder).unfinished("file:a", "insert", "account"))
                .isPresent();

        pipeline(Api.BULK2, "aw", 60_000).prepare(source("aw"), "file:a").abort("wrong file");

        assertThat(Ledger.open(folder).unfinished("file:a", "insert", "account"))
                .isEmpty();
        SyncException again = breaksOff(pipeline(Api.BULK2, "aw", 60_000).prepare(source("aw"), "file:a"));
        assertThat(again).hasMessageContaining("runId=aw is finished");
    }

    private static SyncException breaksOff(SyncRun run) {
        SyncException failure = catchThrowableOfType(SyncException.class, run::execute);
        run.discard();
        return failure;
    }

    private static void slowly() {
        test.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).delay(Duration.ofMillis(400)).times(Fault.ALWAYS));
    }

    private static RecordReader source(String name) {
        return RecordReaders.ofObjects(TestOrg.accounts(name, RECORDS));
    }

    private SyncPipeline pipeline(Api api, String runId, long jobTimeout) {
        SyncOptionsBuilder options = TestOrg.insert()
                .api(api)
                .runId(runId)
                .batchSize(api == Api.BULK1 ? 300 : 0)
                .retries(api == Api.COLLECTIONS ? 0 : 5)
                .retryDelay(Duration.ofMillis(200))
                .jobTimeout(Duration.ofMillis(jobTimeout));
        return test.pipeline(options).ledger(Ledger.open(folder)).build();
    }

    private static List<String> states(Api api, List<String> jobs) throws Exception {
        assertThat(jobs).isNotEmpty();
        List<String> states = new java.util.ArrayList<>();
        for (String job : jobs) {
            states.add(test.jobState(api, job));
        }
        return states;
    }
}
