/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.loops;

import io.sfsync.batch.BulkFile;
import io.sfsync.batch.DigestMatching;
import io.sfsync.batch.ResultMatching;
import io.sfsync.batch.RunFolder;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.Journal;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.LedgerSync;
import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What is done for each record, in records a second on one core; the journal in entries a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@NullUnmarked // JMH calls the set-up before anything else
public class LoopsBenchmark {
    private static final int ROWS = 20_000;

    private final List<SourceRecord> records = new ArrayList<>();
    private List<CheckedRecord> checked;
    private List<TargetField> columns;
    private RecordMapping mapping;
    private Path folder;
    private Path source;
    private Path sent;
    private List<ResultMatching.ResultFile> results;
    private RunFolder run;
    private Journal forced;
    private Journal relaxed;

    /** Makes a source, records of it, and what an org would answer. */
    @Setup(Level.Trial)
    public void setUp() throws IOException {
        folder = Files.createTempDirectory("loops");
        source = LoopData.source(folder, ROWS);
        try (RecordReader reader = RecordReaders.csv(source, CsvFormat.DEFAULT)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        mapping = LoopData.mapping();
        columns = LoopData.columns(records.get(0).header());
        Shape shape = new Shape(records.get(0).header(), columns, -1);
        checked = records.stream()
                .map(record -> new CheckedRecord(record, shape, cells(record)))
                .toList();
        sent = LoopData.sent(folder, source);
        results = LoopData.results(folder, source);
        run = RunFolder.create(folder, "run");
        forced = Ledger.open(folder.resolve("forced")).journal(RunFolder.create(folder.resolve("forced"), "run"));
        relaxed = Ledger.open(folder.resolve("relaxed"))
                .withSync(LedgerSync.OS)
                .journal(RunFolder.create(folder.resolve("relaxed"), "run"));
    }

    private static Object[] cells(SourceRecord record) {
        Object[] cells = new Object[record.header().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = record.cell(i);
        }
        return cells;
    }

    /** Removes all of it. */
    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        forced.close();
        relaxed.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** CSV to records of ten columns. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void parse(Blackhole hole) throws IOException {
        try (RecordReader reader = RecordReaders.csv(source, CsvFormat.DEFAULT)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                hole.consume(record);
            }
        }
    }

    /** Ten renamed fields, with four named transforms. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void map(Blackhole hole) {
        for (SourceRecord record : records) {
            MappedRecord mapped = mapping.map(record);
            hole.consume(mapped);
        }
    }

    /** Records to the file of a job. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long write() throws IOException {
        try (BulkFile file = new BulkFile(run, 1, columns, NullPolicy.IGNORE, false)) {
            for (CheckedRecord record : checked) {
                file.append(record, Long.MAX_VALUE);
            }
            return file.bytes();
        } finally {
            run.deleteBatch(1);
        }
    }

    /** Results in another order to the rows that were sent. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void match(Blackhole hole) throws IOException, InterruptedException {
        new DigestMatching().match(sent, ROWS, "", results, new ResultMatching.Listener() {
            @Override
            public void matched(int ordinal, int set, String id, String detail) {
                hole.consume(ordinal);
            }

            @Override
            public void unmatched(int set) {
                throw new IllegalStateException("a row was not found");
            }
        });
    }

    /** One step of a batch in the journal, forced to disk. */
    @Benchmark
    public void journalForced() throws IOException {
        forced.append(JournalEntry.bulk(1, 0, BatchStep.CLOSED, "7505e000000TEST", null), true);
    }

    /** One step of a batch in the journal, left to the system. */
    @Benchmark
    public void journalLeftToTheSystem() throws IOException {
        relaxed.append(JournalEntry.bulk(1, 0, BatchStep.CLOSED, "7505e000000TEST", null), true);
    }
}
