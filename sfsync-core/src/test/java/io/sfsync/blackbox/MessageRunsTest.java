/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.record.RecordReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one record under an id of their own, as a queue makes them. */
class MessageRunsTest {
    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    Path folder;

    @Test
    void a_message_that_came_through_costs_no_folder_and_is_known_when_it_comes_again() throws Exception {
        for (int i = 1; i <= 40; i++) {
            SyncResult result = send("m" + i, OnFinishedRun.FAIL, name("M" + i));
            assertThat(result.totals().created()).isEqualTo(1);
        }
        Ledger ledger = Ledger.open(folder);

        assertThat(files()).isBetween(1L, 16L);
        assertThat(ledger.runs())
                .hasSize(40)
                .allMatch(RunSummary::isFinished)
                .extracting(RunSummary::status)
                .containsOnly("SUCCESS");
        RunSummary run = ledger.find("m7").orElseThrow();
        assertThat(run.manifest()).containsEntry("object", "Account");
        assertThat(ledger.totals(run).created()).isEqualTo(1);
        assertThatThrownBy(() -> send("m7", OnFinishedRun.FAIL, name("again")))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("runId=m7 is finished (SUCCESS)");
        assertThat(test.org().query("SELECT Id FROM Account WHERE Name = 'again'"))
                .isEmpty();
    }

    @Test
    void its_result_and_outcome_can_be_had_later() throws Exception {
        SyncResult first = send("r1", OnFinishedRun.RETURN, name("R1"));
        SyncResult again = send("r1", OnFinishedRun.RETURN, name("R1"));
        SyncResult other = send("r1", OnFinishedRun.NEW, name("R1"));

        assertThat(again.totals()).isEqualTo(first.totals());
        assertThat(other.runId()).isEqualTo("r1-2");
        try (Stream<RecordOutcome> outcomes = first.openOutcomes()) {
            assertThat(outcomes).singleElement().satisfies(outcome -> {
                assertThat(outcome.kind()).isEqualTo(OutcomeKind.CREATED);
                assertThat(outcome.id()).startsWith("001");
            });
        }
        assertThat(test.org().query("SELECT Id FROM Account WHERE Name = 'R1'")).hasSize(2);
    }

    @Test
    void one_that_was_rejected_keeps_its_folder_and_old_ones_are_swept() throws Exception {
        send("bad", OnFinishedRun.FAIL, name("x".repeat(300)));
        send("good", OnFinishedRun.FAIL, name("Good"));
        Ledger ledger = Ledger.open(folder);

        assertThat(folder.resolve("bad/failed.csv")).exists();
        assertThat(folder.resolve("good")).doesNotExist();
        assertThat(ledger.sweep(Instant.now().minus(Duration.ofDays(1)))).isZero();
        assertThat(ledger.sweep(Instant.now().plus(Duration.ofDays(2)))).isEqualTo(2);
        assertThat(ledger.runs()).isEmpty();
    }

    private SyncResult send(String runId, OnFinishedRun onFinishedRun, Map<String, Object> record) throws Exception {
        SyncOptionsBuilder options =
                TestOrg.insert().runId(runId).onFinishedRun(onFinishedRun).failOn(FailOn.parse("never"));
        SyncPipeline pipeline =
                test.pipeline(options).ledger(Ledger.open(folder)).build();
        return pipeline.prepare(RecordReaders.ofObjects(List.of(record))).execute();
    }

    private static Map<String, Object> name(String name) {
        return Map.of("Name", name);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
