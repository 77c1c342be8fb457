/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.Journal;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that ends at any entry of its journal: from there on it neither writes nor sends anything, and another one
 * goes on from the folder.
 */
class CrashTest {
    private static final int RECORDS = 450;

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "BULK2, insert",
        "BULK2, upsert",
        "BULK1, insert",
        "BULK1, upsert",
        "COLLECTIONS, insert",
        "COLLECTIONS, upsert"
    })
    void a_run_that_ends_at_any_entry_is_resumed_without_loss_and_without_a_double(Api api, String operation)
            throws Exception {
        killAtEveryEntry(api, operation, RECORDS, 0);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"BULK2, insert", "BULK1, upsert"})
    void rows_that_go_again_in_small_calls_are_neither_lost_nor_doubled_either(Api api, String operation)
            throws Exception {
        killAtEveryEntry(api, operation, 40, 8);
        // Lanes write in no order of their own, so that the entry of a step may be missed by its number.
        for (BatchStep step : List.of(BatchStep.NARROWING, BatchStep.ANSWERED)) {
            for (boolean before : List.of(false, true)) {
                Death death = new Death(0, step, before);
                assertThat(isKilled(api, operation, "n" + api + step + before, 40, 8, death))
                        .as("%s passes %s", api, step)
                        .isTrue();
            }
        }
    }

    private void killAtEveryEntry(Api api, String operation, int records, int locked) throws Exception {
        Map<BatchStep, Integer> kills = new HashMap<>();
        boolean before = false;
        for (int at = 1; ; at++) {
            String name = operation.charAt(0) + api.name() + records + "at" + at;
            Death death = new Death(at, null, before);
            if (!isKilled(api, operation, name, records, locked, death)) {
                break;
            }
            kills.merge(death.step == null ? BatchStep.SETTLED : death.step, 1, Integer::sum);
            before = !before;
        }
        System.out.println(api + " " + operation + " killed at " + kills);
        assertThat(kills.keySet()).hasSizeGreaterThan(api == Api.COLLECTIONS ? 0 : 6);
    }

    /** Whether the run came to its death; it is resumed then, and judged. */
    private boolean isKilled(Api api, String operation, String name, int records, int locked, Death death)
            throws Exception {
        if (locked > 0) {
            test.forget();
            test.org()
                    .faults()
                    .add(Fault.of(FaultName.ROWS_LOCK)
                            .match("Account")
                            .rows(locked)
                            .times(2));
        }
        SyncOptionsBuilder options =
                options(api, operation).retries(locked > 0 ? 2 : 0).runId(name).onFinishedRun(OnFinishedRun.RETURN);
        SyncRun run = pipeline(options, death).prepare(RecordReaders.ofObjects(TestOrg.accounts(name, records)));
        try {
            run.execute();
        } catch (SyncException e) {
            assertThat(death.happened).as(e.getMessage()).isTrue();
        }
        run.discard();
        if (death.happened) {
            SyncResult result = pipeline(options, new Death(Integer.MAX_VALUE, null, false))
                    .prepare(RecordReaders.ofObjects(TestOrg.accounts(name, records)))
                    .execute();
            judge(name, result, death, records);
        }
        return death.happened;
    }

    private static SyncOptionsBuilder options(Api api, String operation) {
        SyncOptionsBuilder options = operation.equals("insert") ? TestOrg.insert() : TestOrg.upsert();
        return switch (api) {
            case BULK2 -> options.api(api).jobRows(200).parallelism(2);
            case BULK1 -> options.api(api).batchSize(200).parallelism(2);
            case COLLECTIONS -> options.api(api).batchSize(100).parallelism(2);
        };
    }

    private void judge(String name, SyncResult result, Death death, int records) throws IOException {
        Map<OutcomeKind, Long> kinds;
        try (Stream<RecordOutcome> outcomes = result.outcomes().open()) {
            List<RecordOutcome> all = outcomes.toList();
            assertThat(all).as(name).hasSize(records);
            assertThat(all).extracting(RecordOutcome::row).doesNotHaveDuplicates();
            kinds = all.stream().collect(Collectors.groupingBy(RecordOutcome::kind, Collectors.counting()));
        }
        String what = name + " killed at " + death.step + ": " + kinds;
        assertThat(result.totals().total()).as(what).isEqualTo(records);
        long unknown = kinds.getOrDefault(OutcomeKind.UNKNOWN, 0L);
        assertThat(unknown).as(what).isZero();
        long saved = result.totals().created() + result.totals().updated();
        assertThat(saved + unknown).as(what).isEqualTo(records);
        assertThat((long) test.count(name)).as(what).isBetween(saved, saved + unknown);
    }

    private SyncPipeline pipeline(SyncOptionsBuilder options, Death death) {
        Ledger plain = Ledger.open(folder);
        Ledger ledger = plain.withJournals(run -> death.watch(plain.journal(run)));
        return SyncPipeline.builder(
                        death.watch(test.connection()),
                        options.pollInterval(Duration.ofMillis(5))
                                .retryDelay(Duration.ofMillis(1))
                                .build())
                .ledger(ledger)
                .build();
    }

    /** Ends everything at an entry of the journal. */
    private static final class Death {
        private final int at;
        private final @Nullable BatchStep atStep;
        private final boolean before;
        private final AtomicInteger entries = new AtomicInteger();
        private volatile boolean happened;
        private volatile BatchStep step;

        /** At the entry of this number, or at the first of this step. */
        private Death(int at, @Nullable BatchStep atStep, boolean before) {
            this.at = at;
            this.atStep = atStep;
            this.before = before;
        }

        private synchronized void check() throws IOException {
            if (happened) {
                throw new IOException("the process is dead");
            }
        }

        Journal watch(Journal journal) {
            return new Journal() {
                @Override
                public void replay(Consumer<JournalEntry> reader) throws IOException {
                    journal.replay(reader);
                }

                @Override
                public void append(JournalEntry entry, boolean durable) throws IOException {
                    synchronized (Death.this) {
                        check();
                        boolean last = atStep == null ? entries.incrementAndGet() == at : entry.step() == atStep;
                        if (!last || !before) {
                            journal.append(entry, durable);
                        }
                        if (last) {
                            step = entry.step();
                            happened = true;
                            check();
                        }
                    }
                }

                @Override
                public void close() throws IOException {
                    journal.close();
                }
            };
        }

        OrgConnection watch(OrgConnection connection) {
            return new OrgConnection() {
                @Override
                public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
                    check();
                    return connection.send(request);
                }

                @Override
                public OrgIdentity identity() throws IOException, InterruptedException {
                    return connection.identity();
                }

                @Override
                public String apiVersion() {
                    return connection.apiVersion();
                }
            };
        }
    }
}
