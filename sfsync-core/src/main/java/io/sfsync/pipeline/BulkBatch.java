/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.BatchRows;
import io.sfsync.batch.OutcomeSlots;
import io.sfsync.batch.PositionMap;
import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one Bulk 2.0 job, or of one batch of a Bulk 1.0 job: a file on disk, and how far it is. Rows that were not
 * processed, or lost a lock, go again in a round of their own, with a file that holds nothing else.
 */
final class BulkBatch implements Batch {
    private final long number;
    private final PositionMap all;
    private final BulkWriter writer;
    private final RunTools tools;
    private final BulkTelling telling;
    private final Set<String> exclusive = new HashSet<>();
    private final AtomicInteger told = new AtomicInteger();
    private Path body;
    private PositionMap positions;
    private int round = 1;
    private @Nullable String jobId;
    private @Nullable String partId;
    private volatile BatchStep step = BatchStep.PLANNED;

    BulkBatch(long number, Path body, PositionMap positions, BulkWriter writer, RunTools tools) {
        this.number = number;
        this.body = body;
        this.all = positions;
        this.positions = positions;
        this.writer = writer;
        this.tools = tools;
        this.telling = new BulkTelling(number, tools);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int size() {
        return all.size();
    }

    /** What no other batch in flight may work on too. */
    void exclude(String name) {
        if (!name.isEmpty()) {
            exclusive.add(name);
        }
    }

    @Override
    public Set<String> exclusive() {
        return exclusive;
    }

    /** The file of the present round. */
    Path body() {
        return body;
    }

    /** Where the rows of the present round stand in the source. */
    PositionMap positions() {
        return positions;
    }

    BatchStep step() {
        return step;
    }

    /** Whether rows that do not come through this time are not sent again. */
    boolean isLastRound() {
        return round > tools.options().retries() || tools.state().stopReason() != null;
    }

    /** Whether its rows have not been sent before. */
    boolean isFirstRound() {
        return round == 1;
    }

    /** The job of the present round. */
    String jobId() {
        return Objects.requireNonNull(jobId, "the batch has a job");
    }

    /** The id of the batch within a Bulk 1.0 job, {@code null} while it is not known. */
    @Nullable
    String partId() {
        return partId;
    }

    /** A job takes the rows. */
    void opened(String id, BatchStep now) throws IOException {
        jobId = id;
        partId = null;
        become(now);
    }

    /** Salesforce has the rows as this batch of its job. */
    void taken(String id) throws IOException {
        partId = id;
        become(BatchStep.CLOSED);
    }

    /** Goes on to a step, once that is written down. */
    void become(BatchStep next) throws IOException {
        tools.book().step(number, round, next, jobId, partId);
        step = next;
    }

    /** Its rows are on disk. */
    void plan() throws IOException {
        if (tools.book().isKept()) {
            String prefix = round == 1 ? "" : round + ".";
            Path places = tools.folder().batch(number, prefix + "positions");
            positions.write(tools.folder().openNew(places));
            Path rows = tools.folder().batch(number, "rows");
            tools.book().forceFiles(round == 1 ? List.of(body, rows, places) : List.of(body, places));
        }
        become(BatchStep.PLANNED);
    }

    /** Takes up what an earlier process left. */
    void restore(JournalEntry entry, PositionMap left) {
        round = entry.round();
        positions = left;
        jobId = entry.job();
        partId = entry.part();
        BatchStep was = Objects.requireNonNull(entry.step(), "an entry of a batch has a step");
        step = was == BatchStep.CREATING ? BatchStep.PLANNED : was;
    }

    @Override
    public void write() throws Exception {
        while (!step.isStored()) {
            writer.write(this);
            become(BatchStep.READING);
            RowOutcomes outcomes = writer.fetch(this);
            if (outcomes.again().isEmpty()) {
                become(BatchStep.STORED);
            } else {
                planRound(outcomes.again());
            }
        }
        tell();
    }

    /** Puts rows into a file of their own, which goes out after a pause. */
    private void planRound(BitSet again) throws IOException, InterruptedException {
        Path file = tools.folder().batch(number, String.format(Locale.ROOT, "%d.csv", round + 1));
        BatchRows.copy(body, again, tools.folder().openNew(file));
        PositionMap left = new PositionMap();
        again.stream().forEach(ordinal -> left.add(positions.position(ordinal)));
        Duration pause = tools.retries().pause(round);
        round++;
        body = file;
        positions = left;
        jobId = null;
        partId = null;
        plan();
        tools.state().sleep(pause);
    }

    @Override
    public void abandon(String reason) throws Exception {
        if (step == BatchStep.SENDING) {
            writer.settle(this);
        }
        if (step.isHandedOver()) {
            if (tools.state().isAborting()) {
                writer.kill(this);
            }
            write();
            return;
        }
        if (step.isOpen()) {
            writer.abort(this);
        }
        if (!step.isStored()) {
            giveUp(Reasons.unprocessed(reason));
        }
        tell();
    }

    /** The rows of the present round are not sent any more. */
    private void giveUp(List<RecordError> why) throws IOException {
        OutcomeSlots slots = tools.log().map(positions.first(), positions.last());
        long reason = tools.log().addErrors(why);
        for (int i = 0; i < positions.size(); i++) {
            slots.set(positions.position(i), OutcomeKind.UNPROCESSED, null, reason);
        }
        become(BatchStep.STORED);
    }

    private void tell() throws Exception {
        telling.tell(all, told);
        become(BatchStep.SETTLED);
        tools.progress().batchDone(this);
        telling.tidyUp();
    }

    @Override
    public OutcomeKind ofPending() {
        return step.isHandedOver() ? OutcomeKind.UNKNOWN : OutcomeKind.UNPROCESSED;
    }

    @Override
    public boolean contains(long position) {
        return all.contains(position);
    }

    @Override
    public long pending() {
        return (long) size() - told.get();
    }

    @Override
    public Optional<String> jobLeft() {
        if (step.isOpen()) {
            return Optional.of("job " + jobId() + " may still be open, abort it in Setup");
        }
        return step.isHandedOver() ? Optional.of("job " + jobId() + " goes on") : Optional.empty();
    }
}
