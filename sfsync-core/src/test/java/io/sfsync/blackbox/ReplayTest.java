/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.Replay;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that did not get into the org, sent again. */
class ReplayTest {
    private static final int RECORDS = 500;
    private static final String TOO_LONG = "x".repeat(300);

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void corrected_records_go_again_and_the_totals_are_the_runs(Api api) throws Exception {
        String name = "rc-" + api;
        load(api, name, 3, 250, 499);
        assertThat(totals(name).rejected()).isEqualTo(3);
        // a person corrects two, sorts them as they please, and leaves a record in the file that has succeeded
        String file = "_run,_row,_code,Name,Key__c\n"
                + name + ",499,X,Fine," + name + "-499\n"
                + name + ",1,,Again," + name + "-1\n"
                + name + ",3,X,Fine," + name + "-3\n"
                + name + ",250,X," + TOO_LONG + "," + name + "-250\n"
                + name + ",3,X,Twice," + name + "-3\n";

        SyncResult sent = replay(api, name, file);

        assertThat(sent.runId()).isEqualTo(name + ".replay-1");
        assertThat(sent.totals()).isEqualTo(new SyncTotals(2, 0, 0, 0, 1, 0, 0));
        assertThat(totals(name)).isEqualTo(new SyncTotals(499, 0, 0, 0, 1, 0, 0));
        assertThat(run(name).status()).isEqualTo("PARTIAL");
        assertThat(test.count(name)).isEqualTo(499);
        assertThat(Files.readString(ledger().failed(sent.runId()))).contains("\n250,");

        SyncResult rest = replay(api, name, "_row,Name,Key__c\n250,Fine," + name + "-250\n");

        assertThat(rest.runId()).isEqualTo(name + ".replay-2");
        assertThat(totals(name)).isEqualTo(new SyncTotals(500, 0, 0, 0, 0, 0, 0));
        assertThat(run(name).status()).isEqualTo("SUCCESS");
        assertThat(test.count(name)).isEqualTo(500);
    }

    @Test
    void what_the_ledger_keeps_goes_again_when_what_was_wrong_has_passed() throws Exception {
        test.org().faults().add(Fault.of(FaultName.ROWS_LOCK).rows(7).times(Fault.ALWAYS));
        load(Api.COLLECTIONS, "rk");
        test.org().faults().clear();
        long rejected = totals("rk").rejected();
        assertThat(rejected).isPositive();

        SyncResult sent = replay(Api.COLLECTIONS, "rk", null);

        assertThat(sent.totals().created()).isEqualTo(rejected);
        assertThat(totals("rk").created()).isEqualTo(RECORDS);
        assertThat(test.count("rk")).isEqualTo(RECORDS);
    }

    @Test
    void unknown_inserts_do_not_go_again() throws Exception {
        test.org().faults().add(Fault.of(FaultName.DROP_AFTER).match("POST /services/data/v{version}/composite"));
        SyncOptionsBuilder options =
                TestOrg.insert().api(Api.COLLECTIONS).retries(0).runId("ru");
        List<Map<String, Object>> keyless = List.of(Map.of("Name", "ru-1"), Map.of("Name", "ru-2"));
        SyncRun run = test.pipeline(options).ledger(ledger()).build().prepare(RecordReaders.ofObjects(keyless));
        SyncResult result = run.execute();
        run.discard();
        assertThat(result.totals().unknown()).isEqualTo(2);

        SyncResult sent = replay(Api.COLLECTIONS, "ru", null);

        assertThat(sent.totals().total()).isZero();
        assertThat(totals("ru").unknown()).isEqualTo(2);
    }

    @Test
    void a_line_that_could_not_be_parsed_goes_again_once_it_has_values() throws Exception {
        SyncOptionsBuilder options = TestOrg.insert().api(Api.COLLECTIONS).runId("rm");
        SyncRun run = test.pipeline(options)
                .ledger(ledger())
                .build()
                .prepare(RecordReaders.csv(
                        new StringReader("Name,Key__c\nA,rm-1\nB,rm-2,too many\n"), CsvFormat.DEFAULT));
        run.execute();
        run.discard();
        assertThat(totals("rm").rejected()).isEqualTo(1);

        assertThat(replay(Api.COLLECTIONS, "rm", null).totals().total()).isZero();
        String file = "_row,_raw,Name,Key__c\n2,\"B,rm-2,too many\",B,rm-2\n";
        assertThat(replay(Api.COLLECTIONS, "rm", file).totals().created()).isEqualTo(1);
    }

    @Test
    void a_replay_that_broke_off_goes_on_with_its_run() throws Exception {
        load(Api.COLLECTIONS, "rb", 3, 4, 5);
        String file = "_row,Name,Key__c\n3,Fine,rb-3\n4,Fine,rb-4\n5,Fine,rb-5\n";
        test.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("composite").times(Fault.ALWAYS));
        SyncException broken = catchThrowableOfType(SyncException.class, () -> replay(Api.COLLECTIONS, "rb", file));
        assertThat(broken.isRetryable()).isTrue();
        assertThat(totals("rb").rejected()).isEqualTo(3);
        test.org().faults().clear();

        SyncResult sent = replay(Api.COLLECTIONS, "rb", file);

        assertThat(sent.runId()).isEqualTo("rb.replay-1");
        assertThat(totals("rb").created()).isEqualTo(RECORDS);
    }

    @Test
    void what_is_no_error_file_of_the_run_is_refused() throws Exception {
        load(Api.COLLECTIONS, "rf", 3);

        assertThatThrownBy(() -> replay(Api.COLLECTIONS, "rf", "Name\nA\n")).hasMessageContaining("no column _row");
        assertThatThrownBy(() -> replay(Api.COLLECTIONS, "rf", "_row,_run,Name\n3,other,A\n"))
                .hasMessageContaining("is of run other, not of run rf");
        assertThatThrownBy(() -> replay(Api.COLLECTIONS, "rf", "_row,Name\nthree,A\n"))
                .hasMessageContaining("line 2 of the error file has no number");
        assertThatThrownBy(() -> Replay.of(ledger(), "nobody")).hasMessageContaining("there is no run nobody");
    }

    private void load(Api api, String name, int... bad) throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts(name, RECORDS);
        for (int row : bad) {
            rows.get(row - 1).put("Name", TOO_LONG);
        }
        SyncOptionsBuilder options = TestOrg.insert().api(api).runId(name).retries(0);
        SyncRun run = test.pipeline(options).ledger(ledger()).build().prepare(RecordReaders.ofObjects(rows));
        run.execute();
        run.discard();
    }

    private SyncResult replay(Api api, String name, String file) throws Exception {
        Replay replay = Replay.of(ledger(), name);
        SyncOptionsBuilder options = TestOrg.insert()
                .api(api)
                .runId(replay.runId())
                .failOn(FailOn.parse("never"))
                .retries(0);
        try (RecordReader records = file == null ? replay.kept() : replay.corrected(csv(file))) {
            SyncRun run = replay.prepare(test.pipeline(options), records);
            try {
                return run.execute();
            } finally {
                run.discard();
            }
        }
    }

    private static RecordReader csv(String text) throws IOException {
        return RecordReaders.csv(new StringReader(text), CsvFormat.DEFAULT);
    }

    private Ledger ledger() {
        return Ledger.open(folder);
    }

    private RunSummary run(String name) throws IOException {
        return ledger().find(name).orElseThrow();
    }

    private SyncTotals totals(String name) throws IOException {
        return ledger().totals(run(name));
    }
}
