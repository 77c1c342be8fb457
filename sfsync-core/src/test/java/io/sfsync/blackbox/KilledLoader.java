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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A process of its own that loads a file, and halts at the n-th time that its journal comes to a step. */
final class KilledLoader {
    static final int HALTED = 137;

    private KilledLoader() {}

    /** Takes URL, token, API, operation, source, ledger, step or {@code none}, and how often it is passed. */
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
        switch (api) {
            case BULK2 -> options.jobRows(500);
            case BULK1 -> options.batchSize(500);
            case COLLECTIONS -> options.batchSize(200);
        }
        Ledger ledger = Ledger.open(Path.of(args[5]));
        BatchStep at = args[6].equals("none") ? null : BatchStep.valueOf(args[6]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[7]));
        try (RecordReader records = RecordReaders.csv(source, CsvFormat.DEFAULT)) {
            SyncResult result = SyncPipeline.builder(
                            new HttpOrgConnection(URI.create(args[0]), args[1], "62.0"), options.build())
                    .ledger(ledger.withJournals(run -> new Halting(ledger.journal(run), at, left)))
                    .build()
                    .prepare(records, SourceFingerprint.of(source))
                    .execute();
            System.out.println("DONE " + result.runId() + " " + result.totals());
        }
    }

    private record Halting(Journal journal, BatchStep at, AtomicInteger left) implements Journal {
        @Override
        public void replay(Consumer<JournalEntry> reader) throws IOException {
            journal.replay(reader);
        }

        @Override
        public void append(JournalEntry entry, boolean durable) throws IOException {
            journal.append(entry, durable);
            if (at != null && entry.step() == at && left.decrementAndGet() == 0) {
                // As SIGKILL does: no hook runs, nothing is flushed.
                Runtime.getRuntime().halt(HALTED);
            }
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }
    }
}
