/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.CollectionsBody;
import io.sfsync.batch.OutcomeLog;
import io.sfsync.check.CheckedRecord;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.record.SourceRecord;
import io.sfsync.salesforce.collections.RowResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Up to 200 records that share a collections call. They stay in memory, with their source rows, until settled. */
final class CollectionsBatch implements Batch {
    private final long number;
    private final CollectionsWriter writer;
    private final RunTools tools;
    private final boolean tells;
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<@Nullable RecordOutcome> outcomes = new ArrayList<>();
    private final List<@Nullable RowResult> results = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final Set<String> exclusive = new HashSet<>();
    private final BitSet doubtful = new BitSet();
    /** The records that were sent in a call whose answer was lost. */
    private final BitSet lost = new BitSet();

    private final CollectionsBody body = new CollectionsBody();
    /** The records that were not sent, or are known not to have been processed. */
    private final BitSet open = new BitSet();

    private final BitSet settled = new BitSet();

    /**
     * @param tells whether those who want to know hear of outcomes from here; else they are only kept on disk
     */
    CollectionsBatch(long number, CollectionsWriter writer, RunTools tools, boolean tells) {
        this.tells = tells;
        this.number = number;
        this.writer = writer;
        this.tools = tools;
    }

    /** Takes a record whose JSON was just appended to the body, or that is named by its id alone. */
    void add(CheckedRecord record, @Nullable String id, String key) {
        keys.add(key);
        open.set(records.size());
        records.add(record.source());
        outcomes.add(null);
        results.add(null);
        if (id != null) {
            ids.add(id);
        }
    }

    /** What no other batch in flight may work on too. */
    void exclude(String name) {
        exclusive.add(name);
    }

    @Override
    public Set<String> exclusive() {
        return exclusive;
    }

    /** A call with some of the records is about to be made. */
    void sending(BitSet part) throws IOException {
        if (tools.book().isKept()) {
            tools.book()
                    .sending(
                            number,
                            part.stream()
                                    .mapToObj(i -> records.get(i).position())
                                    .toList());
        }
    }

    /** A call was answered; what is known goes to disk before the next one. */
    void answered() throws Exception {
        settle();
        if (!open().isEmpty()) {
            tools.book().answered(number);
        }
    }

    /** The value of the unique field by which the record can be found, empty for none. */
    String key(int index) {
        return keys.get(index);
    }

    /** An insert of the record may have arrived, though it was not there when it was asked for. */
    synchronized void doubt(int index) {
        doubtful.set(index);
    }

    synchronized boolean isDoubtful(int index) {
        return doubtful.get(index);
    }

    synchronized BitSet doubtful() {
        return (BitSet) doubtful.clone();
    }

    /** An earlier process has sent the record, in a call whose answer nobody has. */
    synchronized void wasSent(int index, boolean mayInsert) {
        (mayInsert ? doubtful : lost).set(index);
    }

    /** The answer to a call with these records was lost. */
    synchronized void lost(BitSet part) {
        lost.or(part);
    }

    synchronized boolean isLost(int index) {
        return lost.get(index);
    }

    CollectionsBody body() {
        return body;
    }

    List<String> ids(BitSet which) {
        return which.stream().mapToObj(ids::get).toList();
    }

    synchronized BitSet open() {
        return (BitSet) open.clone();
    }

    /** Keeps what became of a record. */
    synchronized void decide(int index, OutcomeKind kind, @Nullable String id, List<RecordError> errors) {
        SourceRecord source = records.get(index);
        outcomes.set(index, new RecordOutcome(source.position(), source.line(), kind, id, errors));
        open.clear(index);
    }

    /** Keeps what the org said about a record last. */
    void remember(int index, RowResult result) {
        results.set(index, result);
    }

    RowResult lastResult(int index) {
        return Objects.requireNonNull(results.get(index), "a record that was sent has a result");
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public void write(Lane lane) throws Exception {
        lane.awaitEarlier();
        writeQuietly();
        tools.progress().batchDone(this);
    }

    /** The same, without a word about how far the run is. */
    void writeQuietly() throws Exception {
        try {
            writer.write(this);
        } finally {
            settle();
        }
    }

    /** What was sent, and may have been processed, is not given up: it is asked for, or goes to its end. */
    @Override
    public void abandon(String reason) throws Exception {
        BitSet sent = maybeProcessed();
        List<RecordError> why = Reasons.unprocessed(reason);
        BitSet rest = open();
        rest.andNot(sent);
        rest.stream().forEach(index -> decide(index, OutcomeKind.UNPROCESSED, null, why));
        settle();
        if (!sent.isEmpty() && !tools.state().isAborting()) {
            writeQuietly();
        } else if (!sent.isEmpty()) {
            writer.ask(this);
            open().stream()
                    .forEach(index ->
                            decide(index, OutcomeKind.UNKNOWN, null, Reasons.answerLost("the run was given up")));
            settle();
        }
    }

    private synchronized BitSet maybeProcessed() {
        BitSet sent = (BitSet) doubtful.clone();
        sent.or(lost);
        sent.and(open);
        return sent;
    }

    /** What is decided goes to disk, and to those who want to know. */
    void settle() throws Exception {
        OutcomeLog log = tools.log();
        for (int i = 0; i < records.size(); i++) {
            RecordOutcome outcome = outcome(i);
            if (outcome == null) {
                continue;
            }
            log.set(outcome.row(), outcome.kind(), outcome.id(), log.addErrors(outcome.errors()));
            if (tells && !tools.links().holds(outcome.row(), outcome.kind())) {
                tools.settler().settle(records.get(i), outcome);
            }
        }
        if (tells) {
            tools.settler().flush();
        }
    }

    /** The outcome of a record that is decided and not settled; from then on it counts as settled. */
    private synchronized @Nullable RecordOutcome outcome(int index) {
        RecordOutcome outcome = settled.get(index) ? null : outcomes.get(index);
        if (outcome != null) {
            settled.set(index);
        }
        return outcome;
    }

    @Override
    public synchronized OutcomeKind ofPending(long position) {
        return ofPending(indexOf(position));
    }

    private OutcomeKind ofPending(int index) {
        boolean sent = index >= 0 && (doubtful.get(index) || lost.get(index));
        return sent ? OutcomeKind.UNKNOWN : OutcomeKind.UNPROCESSED;
    }

    @Override
    public synchronized boolean contains(long position) {
        return indexOf(position) >= 0;
    }

    private int indexOf(long position) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).position() == position) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized SyncTotals untold() {
        Map<OutcomeKind, Long> counts = new EnumMap<>(OutcomeKind.class);
        for (int i = settled.nextClearBit(0); i < records.size(); i = settled.nextClearBit(i + 1)) {
            RecordOutcome outcome = outcomes.get(i);
            counts.merge(outcome == null ? ofPending(i) : outcome.kind(), 1L, Long::sum);
        }
        return SyncTotals.of(kind -> counts.getOrDefault(kind, 0L));
    }
}
