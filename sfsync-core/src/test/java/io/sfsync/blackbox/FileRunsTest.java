/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.ledger.RunSummary;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.RunJobs;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceFingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs of files, which are found again by what the files are. */
class FileRunsTest {
    private TestOrg test;

    @TempDir
    Path folder;

    private Ledger ledger;
    private Path source;

    @BeforeEach
    void start() throws Exception {
        test = TestOrg.start();
        ledger = Ledger.open(folder.resolve("ledger"));
        source = Files.writeString(folder.resolve("accounts.csv"), "Key__c,Name\nfile-1,One\nfile-2,Two\n");
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"BULK1", "BULK2"})
    void an_unfinished_run_of_the_file_goes_on_and_its_jobs_can_be_asked(Api api) throws Exception {
        test.org().faults().add(Fault.of(FaultName.UNAVAILABLE).match("results").times(Fault.ALWAYS));
        test.org().faults().add(Fault.of(FaultName.UNAVAILABLE).match("Results").times(Fault.ALWAYS));
        test.org().faults().add(Fault.of(FaultName.UNAVAILABLE).match("/result").times(Fault.ALWAYS));
        SyncRun first = run(TestOrg.insert().api(api).retries(0));
        SyncException broken = catchThrowableOfType(SyncException.class, first::execute);
        first.discard();

        RunSummary left = ledger.runs().get(0);
        assertThat(left.isFinished()).isFalse();
        assertThat(RunJobs.ask(test.connection(), left))
                .extracting(RunJobs.JobState::id)
                .contains(broken.result().jobIds().get(0));
        test.forget();
        SyncResult result = run(TestOrg.insert().api(api)).execute();

        assertThat(result.runId()).isEqualTo(left.runId());
        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(test.count("file")).isEqualTo(2);
        assertThat(run(TestOrg.upsert().api(api)).execute().runId()).isNotEqualTo(left.runId());
    }

    @Test
    void a_run_that_is_finished_may_be_made_again_under_another_id() throws Exception {
        SyncOptionsBuilder options = TestOrg.upsert().runId("nightly").onFinishedRun(OnFinishedRun.NEW);

        assertThat(List.of(
                        run(options).execute().runId(),
                        run(options).execute().runId(),
                        run(options).execute().runId()))
                .containsExactly("nightly", "nightly-2", "nightly-3");
    }

    private SyncRun run(SyncOptionsBuilder options) throws Exception {
        return test.pipeline(options)
                .ledger(ledger)
                .build()
                .prepare(RecordReaders.csv(source, CsvFormat.DEFAULT), SourceFingerprint.of(source));
    }
}
