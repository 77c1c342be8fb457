/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.check.CheckException;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.RecordCheck;
import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReader;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the source, maps and checks each record, and passes it on to be cut into batches. The first records wait here
 * until it is known which API carries them. Stops between two records and goes on there. Used by the run's own thread.
 */
final class Intake {
    /** What waits for the choice of the API takes no more memory than about this many characters. */
    private static final long MAX_WAITING_CHARS = 4_000_000;

    private final RecordReader source;
    private final RecordMapping mapping;
    private final RecordCheck check;
    private final RunTools tools;
    private final Listeners listeners;
    private final CutterFactory cutters;
    private final Deque<CheckedRecord> waiting = new ArrayDeque<>();
    private final @Nullable RecordMemory memory;
    private long waitingChars;
    private ApiChoice choice;
    private @Nullable BatchCutter cutter;
    private long read;
    private boolean ended;

    Intake(
            RecordReader source,
            RecordMapping mapping,
            RecordCheck check,
            RunTools tools,
            Listeners listeners,
            CutterFactory cutters,
            @Nullable RecordMemory memory) {
        this.memory = memory;
        this.source = source;
        this.mapping = mapping;
        this.check = check;
        this.tools = tools;
        this.listeners = listeners;
        this.cutters = cutters;
        this.choice = tools.options().apiChoice();
    }

    /** Goes on with the API that an earlier process has chosen. */
    void resume(Api api) throws IOException {
        choice = new ApiChoice(api, "as before");
        cutter();
    }

    /** Makes what cuts batches, once the API is chosen. */
    interface CutterFactory {
        BatchCutter create(ApiChoice choice, long expectedTotal) throws IOException;

        /** How many batches were cut so far. */
        long batches();
    }

    /** How many records were read. */
    long read() {
        return read;
    }

    /** Reads on until the source ends or the run may not go on. */
    void run() throws Exception {
        if (read == 0 && tools.state().mayStart()) {
            checkColumns();
        }
        if (choice.isOpen() && source.expectedTotal() >= 0) {
            choice = choice.decide(source.expectedTotal());
        }
        while (!ended && tools.state().mayStart()) {
            passOn();
            SourceRecord record = next();
            if (record == null) {
                ended = true;
            } else {
                take(record);
            }
        }
        if (ended && tools.state().mayStart()) {
            finish();
        }
    }

    /** What is wrong with the columns of the source is wrong with every record: nothing is sent then. */
    private void checkColumns() throws CheckException {
        Header columns = source.header();
        Optional<Header> targets = columns == null ? Optional.empty() : mapping.targets(columns);
        if (targets.isPresent()) {
            check.expect(targets.get());
        }
    }

    private @Nullable SourceRecord next() throws SourceException {
        try {
            SourceRecord record = source.next();
            read += record == null ? 0 : 1;
            return record;
        } catch (IOException | RuntimeException e) {
            throw new SourceException(read, e);
        }
    }

    private void take(SourceRecord record) throws Exception {
        listeners.recordStart(record);
        if (isKnown(record)) {
            tellKnown(record);
            return;
        }
        RecordCheck.Verdict verdict;
        try {
            verdict = judge(record);
        } catch (CheckException e) {
            tools.log().append(record.position(), record.line());
            throw e;
        }
        CheckedRecord ready = verdict.ready();
        RecordError refusal = verdict.refusal();
        if (ready != null && memory != null && memory.isUnchanged(ready)) {
            settle(record, OutcomeKind.UNCHANGED, List.of());
        } else if (ready != null) {
            tools.log().append(record.position(), record.line());
            if (memory != null) {
                memory.note(ready);
            }
            waiting.add(ready);
            if (choice.isOpen()) {
                waitingChars += ready.roughSize();
            }
        } else if (refusal != null) {
            settle(record, OutcomeKind.REJECTED, List.of(refusal));
        }
    }

    /** Whether an earlier process got further with the record; its outcome, if it has one, is told again. */
    private boolean isKnown(SourceRecord record) throws Exception {
        Resumption resumption = tools.resumption();
        if (resumption == null) {
            return false;
        }
        boolean inBatch = resumption.isInBatch(record.position());
        RecordOutcome outcome = inBatch ? null : resumption.outcome(record.position());
        if (outcome != null && !tools.links().holds(outcome.row(), outcome.kind())) {
            tools.settler().settle(record, outcome);
        }
        if (inBatch || outcome != null) {
            tools.log().append(record.position(), record.line());
        }
        return inBatch || outcome != null;
    }

    private void tellKnown(SourceRecord record) throws CheckException, IOException {
        BatchCutter target = cutter;
        boolean isWanted = target != null && target.wantsKnown();
        CheckedRecord ready = isWanted || memory != null ? judge(record).ready() : null;
        if (ready != null && target != null && isWanted) {
            target.known(ready);
        }
        if (ready != null && memory != null) {
            memory.note(ready);
        }
    }

    private RecordCheck.Verdict judge(SourceRecord record) throws CheckException {
        String problem = record.problem();
        if (problem != null) {
            return new RecordCheck.Verdict(null, Reasons.malformed(problem));
        }
        MappedRecord mapped;
        try {
            mapped = mapping.map(record);
        } catch (RuntimeException e) {
            return new RecordCheck.Verdict(null, Reasons.mappingFailed(e));
        }
        return check.check(mapped);
    }

    private void settle(SourceRecord record, OutcomeKind kind, List<RecordError> reasons) throws Exception {
        tools.log().append(record.position(), record.line(), kind, reasons);
        tools.settler().settle(record, new RecordOutcome(record.position(), record.line(), kind, null, reasons));
    }

    /** Cuts what waits, as soon as the API is known. */
    private void passOn() throws Exception {
        if (cutter == null && !isDecided()) {
            return;
        }
        BatchCutter target = cutter();
        while (!waiting.isEmpty()) {
            target.add(waiting.remove());
        }
    }

    private boolean isDecided() {
        if (choice.isOpen()) {
            boolean many = waiting.size() > ApiChoice.MAX_COLLECTIONS_RECORDS || waitingChars > MAX_WAITING_CHARS;
            if (many) {
                choice = choice.decide(Long.MAX_VALUE);
            }
        }
        return !choice.isOpen();
    }

    private BatchCutter cutter() throws IOException {
        BatchCutter known = cutter;
        if (known == null) {
            known = cutters.create(choice, source.expectedTotal());
            cutter = known;
        }
        return known;
    }

    private void finish() throws Exception {
        choice = choice.decide(waiting.size());
        passOn();
        cutter().finish();
        if (tools.state().mayStart()) {
            tools.progress().totalBatches(cutters.batches());
            tools.book().sourceEnded(read);
        }
    }

    /** Settles what waits, and the rest of the source, as unprocessed. */
    void drain(String reason) throws Exception {
        List<RecordError> why = Reasons.unprocessed(reason);
        Resumption resumption = tools.resumption();
        tools.log().flush();
        for (SourceRecord record = unsent(); record != null; record = unsent()) {
            RecordOutcome outcome =
                    new RecordOutcome(record.position(), record.line(), OutcomeKind.UNPROCESSED, null, why);
            tools.log().set(outcome.row(), outcome.kind(), null, tools.log().addErrors(why));
            tools.settler().settle(record, outcome);
        }
        while (!ended && tools.state().parkReason() == null) {
            SourceRecord record = next();
            if (record == null) {
                ended = true;
            } else if (!isKnown(record)) {
                boolean inDoubt = resumption != null && resumption.isInDoubt(record.position());
                settle(record, inDoubt ? OutcomeKind.UNKNOWN : OutcomeKind.UNPROCESSED, why);
            }
        }
    }

    private @Nullable SourceRecord unsent() throws Exception {
        BatchCutter target = cutter;
        SourceRecord held = target == null ? null : target.unsent();
        return held != null || waiting.isEmpty() ? held : waiting.remove().source();
    }

    /** Gives back what is held on disk. */
    void close() throws IOException {
        BatchCutter target = cutter;
        try {
            if (target != null) {
                target.close();
            }
        } finally {
            if (memory != null) {
                memory.close();
            }
        }
    }

    /** Nothing is in flight any more: what succeeded is remembered. */
    void remember(OutcomeLog outcomes) throws IOException {
        if (memory != null) {
            memory.commit(outcomes);
        }
    }

    /** Hands the batch that is being filled to the lanes, where it stays while the run may not go on. */
    void handOver() throws Exception {
        BatchCutter target = cutter;
        if (target != null) {
            target.handOver();
        }
    }
}
