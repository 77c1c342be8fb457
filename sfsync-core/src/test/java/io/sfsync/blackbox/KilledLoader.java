/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.Journal;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceFingerprint;
import io.sfsync.salesforce.HttpOrgConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process of its own that loads a file, and halts soon after its journal came to a step for the n-th time. */
final class KilledLoader {
    static final int HALTED = 137;

    private KilledLoader() {}

    /**
     * Takes URL, token, API, operation, source, ledger, step or {@code none}, how often it is passed, how many
     * milliseconds the process lives on, and how many rows a Bulk batch has.
     */
    public static void main(String[] args) throws Exception {
        Path source = Path.of(args[4]);
        Api api = Api.parse(args[2]);
        Operation operation = Operation.parse(args[3]);
        SyncOptionsBuilder options = SyncOptions.builder(operation, "Account")
                .api(api)
                .parallelism(2)
                .pollInterval(Duration.ofMillis(20))
                .retryDelay(Duration.ofMillis(20));
        if (operation == Operation.UPSERT) {
            options.externalIdField("Key__c");
        }
        int rows = Integer.parseInt(args[9]);
        switch (api) {
            case BULK2 -> options.jobRows(rows);
            case BULK1 -> options.batchSize(rows);
            case COLLECTIONS -> options.batchSize(200);
        }
        int millis = Integer.parseInt(args[8]);
        Ledger ledger = Ledger.open(Path.of(args[5]));
        BatchStep at = args[6].equals("none") ? null : BatchStep.valueOf(args[6]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[7]));
        try (RecordReader records = RecordReaders.csv(source, CsvFormat.DEFAULT)) {
            SyncResult result = SyncPipeline.builder(
                            new HttpOrgConnection(URI.create(args[0]), args[1], "62.0"), options.build())
                    .ledger(ledger.withJournals(run -> new Halting(ledger.journal(run), at, left, millis)))
                    .build()
                    .prepare(records, SourceFingerprint.of(source))
                    .execute();
            System.out.println("DONE " + result.runId() + " " + result.totals());
        }
    }

    private record Halting(Journal journal, @Nullable BatchStep at, AtomicInteger left, int millis) implements Journal {
        @Override
        public void replay(Consumer<JournalEntry> reader) throws IOException {
            journal.replay(reader);
        }

        @Override
        public void append(JournalEntry entry, boolean durable) throws IOException {
            journal.append(entry, durable);
            if (at != null && entry.step() == at && left.decrementAndGet() == 0) {
                halt();
            }
        }

        /** As SIGKILL does: no hook runs, nothing is flushed. */
        private void halt() {
            if (millis == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
            Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
            later.execute(() -> Runtime.getRuntime().halt(HALTED));
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }
    }
}
