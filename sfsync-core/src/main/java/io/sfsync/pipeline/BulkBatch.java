/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.BatchRows;
import io.sfsync.batch.OutcomeWindow;
import io.sfsync.batch.PositionMap;
import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.SyncTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one Bulk 2.0 job, or of one batch of a Bulk 1.0 job: a file on disk, and how far it is. Rows that were not
 * processed go again in a round of their own, with a file that holds nothing else; those that were refused, and may pass
 * in smaller company, go in small calls at last.
 */
final class BulkBatch implements Batch {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final long number;
    private final PositionMap all;
    private final BulkWriter writer;
    private final RunTools tools;
    private final BulkTelling telling;
    private final @Nullable SmallCalls smallCalls;
    private final Set<String> exclusive = new HashSet<>();
    private final AtomicInteger told = new AtomicInteger();
    private Path body;
    private PositionMap positions;
    private int round = 1;
    private @Nullable String jobId;
    private @Nullable String partId;
    private volatile BatchStep step = BatchStep.PLANNED;

    /**
     * @param smallCalls take what may pass in smaller company, {@code null} where only the Bulk APIs can do it
     */
    BulkBatch(
            long number,
            Path body,
            PositionMap positions,
            BulkWriter writer,
            RunTools tools,
            @Nullable SmallCalls smallCalls) {
        this.smallCalls = smallCalls;
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

    /** Whether rows that were refused may still go in smaller company. */
    boolean mayGoNarrower() {
        return smallCalls != null
                && tools.options().retries() > 0
                && tools.state().stopReason() == null;
    }

    /** Whether rows that lost a lock had better go in jobs as long as they may. */
    boolean prefersJobs() {
        return smallCalls != null && smallCalls.mayLoseInserts();
    }

    /** Its rows are on disk. */
    void plan() throws IOException {
        planned(round, body, positions, BatchStep.PLANNED);
    }

    private void planned(int nextRound, Path file, PositionMap places, BatchStep next) throws IOException {
        if (tools.book().isKept()) {
            String prefix = nextRound == 1 ? "" : nextRound + ".";
            Path list = tools.folder().batch(number, prefix + "positions");
            places.write(tools.folder().openNew(list));
            Path rows = tools.folder().batch(number, "rows");
            tools.book().forceFiles(nextRound == 1 ? List.of(file, rows, list) : List.of(file, list));
        }
        tools.book().step(number, nextRound, next, null, null);
        round = nextRound;
        body = file;
        positions = places;
        jobId = null;
        partId = null;
        step = next;
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
    public void write(Lane lane) throws Exception {
        while (!step.isStored()) {
            SmallCalls calls = smallCalls;
            if (calls != null && step == BatchStep.NARROWING) {
                calls.write(body, positions);
                become(BatchStep.STORED);
            } else {
                writeRound(lane);
            }
        }
        lane.awaitEarlier();
        tell();
    }

    private void writeRound(Lane lane) throws Exception {
        writer.write(this);
        if (writer.isClean(this)) {
            lane.isThrough();
        } else {
            lane.awaitEarlier();
        }
        become(BatchStep.READING);
        RowOutcomes outcomes = writer.fetch(this);
        BitSet again = outcomes.again();
        if (again.isEmpty()) {
            become(BatchStep.STORED);
        } else {
            planRound(again, outcomes.goNarrower() ? BatchStep.NARROWING : BatchStep.PLANNED);
        }
    }

    /** Puts rows into a file of their own, which goes out after a pause. */
    private void planRound(BitSet again, BatchStep next) throws IOException, InterruptedException {
        Path file = tools.folder().batch(number, String.format(Locale.ROOT, "%d.csv", round + 1));
        BatchRows.copy(body, again, tools.folder().openNew(file));
        PositionMap left = new PositionMap();
        again.stream().forEach(ordinal -> left.add(positions.position(ordinal)));
        Duration pause = tools.retries().pause(round);
        LOG.info(
                "{} of the {} rows of batch {} go again{}",
                left.size(),
                positions.size(),
                number,
                next == BatchStep.NARROWING ? " in calls of sObject collections" : "");
        planned(round + 1, file, left, next);
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
            write(() -> {});
            return;
        }
        if (step.isOpen()) {
            writer.abort(this);
        }
        SmallCalls calls = smallCalls;
        if (calls != null && step == BatchStep.NARROWING) {
            calls.abandon(body, positions, reason);
            become(BatchStep.STORED);
        }
        if (!step.isStored()) {
            giveUp(Reasons.unprocessed(reason));
        }
        tell();
    }

    /** The rows of the present round are not sent any more. */
    private void giveUp(List<RecordError> why) throws IOException {
        long reason = tools.log().addErrors(why);
        try (OutcomeWindow slots = tools.log().window()) {
            for (int i = 0; i < positions.size(); i++) {
                slots.set(positions.position(i), OutcomeKind.UNPROCESSED, null, reason);
            }
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
    public OutcomeKind ofPending(long position) {
        SmallCalls calls = smallCalls;
        if (calls != null && step == BatchStep.NARROWING) {
            return calls.ofPending(position);
        }
        return step.isHandedOver() ? OutcomeKind.UNKNOWN : OutcomeKind.UNPROCESSED;
    }

    @Override
    public boolean contains(long position) {
        return all.contains(position);
    }

    @Override
    public SyncTotals untold() {
        Map<OutcomeKind, Long> counts = new EnumMap<>(OutcomeKind.class);
        try (OutcomeWindow slots = tools.log().window()) {
            for (int i = told.get(); i < size(); i++) {
                long position = all.position(i);
                OutcomeKind kind = slots.kind(position);
                counts.merge(kind == null ? ofPending(position) : kind, 1L, Long::sum);
            }
        } catch (IOException e) {
            LOG.debug("The outcomes of batch {} cannot be read: {}", number, e.getMessage());
            return SyncTotals.of(kind -> kind == ofPending(all.first()) ? (long) size() - told.get() : 0);
        }
        return SyncTotals.of(kind -> counts.getOrDefault(kind, 0L));
    }

    @Override
    public Optional<String> jobLeft() {
        if (step.isOpen()) {
            return Optional.of("job " + jobId() + " may still be open, abort it in Setup");
        }
        return step.isHandedOver() ? Optional.of("job " + jobId() + " goes on") : Optional.empty();
    }
}
