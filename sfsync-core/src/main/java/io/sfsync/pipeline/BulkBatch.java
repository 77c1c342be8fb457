/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.BulkFile;
import io.sfsync.batch.OutcomeSlots;
import io.sfsync.batch.PositionMap;
import io.sfsync.batch.SourceRows;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.salesforce.bulk2.JobInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The rows of one Bulk job: a file on disk, and how far its job is. */
final class BulkBatch implements Batch {
    /** How far a batch is. */
    enum Step {
        /** No job holds its rows. */
        PLANNED,
        /** A job is open for it; nothing is processed before it is closed. */
        OPEN,
        /** The job was handed to Salesforce. */
        WORKING,
        /** The job is over, its results are not all here. */
        OVER,
        /** The outcome of every row is on disk, not all of them are told. */
        MATCHED,
        /** Everybody knows. */
        SETTLED
    }

    private final long number;
    private final Path body;
    private final PositionMap positions;
    private final BulkJobWriter writer;
    private final RunTools tools;
    private final boolean keepsRows;
    private @Nullable String jobId;
    private @Nullable JobInfo lastInfo;
    private volatile Step step = Step.PLANNED;
    private final AtomicInteger told = new AtomicInteger();

    BulkBatch(long number, BulkFile file, BulkJobWriter writer, RunTools tools, boolean keepsRows) {
        this.number = number;
        this.body = file.path();
        this.positions = file.positions();
        this.writer = writer;
        this.tools = tools;
        this.keepsRows = keepsRows;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int size() {
        return positions.size();
    }

    Path body() {
        return body;
    }

    PositionMap positions() {
        return positions;
    }

    Step step() {
        return step;
    }

    /** The job of this batch. */
    String jobId() {
        return Objects.requireNonNull(jobId, "the batch has a job");
    }

    void opened(String id) {
        jobId = id;
        step = Step.OPEN;
        tools.progress().jobCreated(id);
    }

    /** The job is over; this is what was said of it last. */
    void over(JobInfo info) {
        lastInfo = info;
        step = Step.OVER;
    }

    JobInfo lastInfo() {
        return Objects.requireNonNull(lastInfo, "the job is over");
    }

    void become(Step next) {
        step = next;
    }

    @Override
    public void write() throws Exception {
        writer.write(this);
        tell();
    }

    @Override
    public void abandon(String reason) throws Exception {
        if (step == Step.WORKING || step == Step.OVER) {
            write();
            return;
        }
        if (step == Step.OPEN) {
            writer.abort(this);
        }
        if (step != Step.MATCHED) {
            OutcomeSlots slots = tools.log().map(positions.first(), positions.last());
            long why = tools.log().addErrors(Reasons.unprocessed(reason));
            for (int i = 0; i < size(); i++) {
                slots.set(positions.position(i), OutcomeKind.UNPROCESSED, null, why);
            }
            step = Step.MATCHED;
        }
        tell();
    }

    /** Tells everybody what became of the rows, from where it was left. */
    private void tell() throws Exception {
        OutcomeSlots slots = tools.log().map(positions.first(), positions.last());
        try (RowSource rows = new RowSource(tools.folder().batch(number, "rows"))) {
            while (told.get() < size()) {
                long position = positions.position(told.get());
                OutcomeKind kind = Objects.requireNonNull(slots.kind(position), "every row has its outcome");
                told.incrementAndGet();
                tell(position, kind, rows);
            }
            tools.settler().flush();
        }
        step = Step.SETTLED;
        tools.progress().batchDone(this);
        deleteFiles();
    }

    private void tell(long position, OutcomeKind kind, RowSource rows) throws Exception {
        Settler settler = tools.settler();
        if (!settler.wantsOutcome(kind)) {
            settler.settle(kind);
            return;
        }
        RecordOutcome outcome = Objects.requireNonNull(tools.log().get(position), "every row has its outcome");
        if (settler.wantsRow(kind)) {
            settler.settle(rows.reader().find(position), outcome);
        } else {
            settler.settle(outcome);
        }
    }

    /** What a run that nobody keeps needs no more makes room for the next batch. */
    private void deleteFiles() throws IOException {
        if (!tools.keepsFolder()) {
            Files.deleteIfExists(body);
            if (keepsRows) {
                Files.deleteIfExists(tools.folder().batch(number, "rows"));
            }
        }
    }

    @Override
    public OutcomeKind ofPending() {
        return step == Step.WORKING || step == Step.OVER ? OutcomeKind.UNKNOWN : OutcomeKind.UNPROCESSED;
    }

    @Override
    public boolean contains(long position) {
        return positions.contains(position);
    }

    @Override
    public long pending() {
        return (long) size() - told.get();
    }

    @Override
    public Optional<String> jobLeft() {
        return switch (step) {
            case OPEN -> Optional.of("job " + jobId() + " may still be open, abort it in Setup");
            case WORKING, OVER -> Optional.of("job " + jobId() + " goes on");
            case PLANNED, MATCHED, SETTLED -> Optional.empty();
        };
    }

    /** Opens the source rows when somebody wants one. */
    private static final class RowSource implements AutoCloseable {
        private final Path file;
        private SourceRows.@Nullable Reader reader;

        private RowSource(Path file) {
            this.file = file;
        }

        private SourceRows.Reader reader() throws IOException {
            SourceRows.Reader open = reader;
            if (open == null) {
                open = new SourceRows.Reader(file);
                reader = open;
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
