/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.FailureClass;
import io.sfsync.failure.FailureClassifier;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.collections.CollectionsCall;
import io.sfsync.salesforce.collections.RowResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch over sObject collections until each of its records is decided: what lost a race for a lock goes again
 * alone, what is too much at once goes again in halves, and an insert whose answer was lost is never sent again.
 */
final class CollectionsWriter {
    private final CollectionsCall call;
    private final Operation operation;
    private final boolean allOrNone;
    private final RetryPolicy retries;
    private final RunState state;
    private final LostInserts lost;

    CollectionsWriter(
            CollectionsCall call, SyncOptions options, RetryPolicy retries, RunState state, LostInserts lost) {
        this.lost = lost;
        this.call = call;
        this.operation = options.operation();
        this.allOrNone = options.allOrNone();
        this.retries = retries;
        this.state = state;
    }

    /**
     * Decides every record of the batch that is still open.
     *
     * @throws IOException if the org cannot be asked, or refuses everything; what is open then was not processed
     * @throws InterruptedException if the run is asked to stop; what is open then was not processed
     */
    void write(CollectionsBatch batch) throws Exception {
        RetryPolicy.Attempts attempts = retries.start();
        Deque<BitSet> parts = new ArrayDeque<>();
        BitSet doubtful = batch.doubtful();
        doubtful.and(batch.open());
        if (!doubtful.isEmpty()) {
            lost.settle(batch, doubtful, "the process ended before the answer to the insert came");
            batch.answered();
        }
        push(parts, batch.open());
        while (!parts.isEmpty()) {
            if (state.parkReason() != null) {
                throw new InterruptedException("the run is asked to stop");
            }
            BitSet part = parts.pop();
            batch.sending(part);
            BitSet again = send(batch, part, parts);
            batch.answered();
            if (!again.isEmpty() && attempts.waitForNext(Duration.ZERO)) {
                push(parts, again);
            } else if (!again.isEmpty()) {
                giveUp(batch, again);
            }
        }
    }

    /** The unique field by which lost inserts are asked for, {@code null} where there is none. */
    @Nullable
    String keyField() {
        return call.mayInsert() ? lost.field() : null;
    }

    /** Whether sending a record twice may create it twice. */
    boolean mayInsert() {
        return call.mayInsert();
    }

    /** Whether records are named in the address of a call, so that they need no JSON. */
    boolean isDelete() {
        return call.isDelete();
    }

    private static void push(Deque<BitSet> parts, BitSet part) {
        if (!part.isEmpty()) {
            parts.push(part);
        }
    }

    /** Sends some records; returns those that may succeed when they are sent again a little later. */
    private BitSet send(CollectionsBatch batch, BitSet part, Deque<BitSet> parts)
            throws IOException, InterruptedException {
        List<RowResult> results;
        try {
            results = call.isDelete()
                    ? call.delete(batch.ids(part))
                    : call.send(batch.body().json(allOrNone, part), part.cardinality());
        } catch (LostAnswerException e) {
            if (!call.mayInsert()) {
                throw e;
            }
            lost.settle(batch, part, e.getMessage() + "");
            BitSet open = batch.open();
            open.and(part);
            return open;
        } catch (OrgFaultException e) {
            if (e.failureClass() != FailureClass.SEND_NARROWER) {
                throw e;
            }
            narrow(batch, part, parts, e.errors());
            return new BitSet();
        }
        return take(batch, part, parts, results);
    }

    /** Halves what was refused as a whole; a record that is alone, or must not be, is rejected for that reason. */
    private void narrow(CollectionsBatch batch, BitSet part, Deque<BitSet> parts, List<RecordError> errors) {
        if (allOrNone || part.cardinality() == 1) {
            part.stream().forEach(i -> batch.decide(i, OutcomeKind.REJECTED, null, errors));
            return;
        }
        int[] indexes = part.stream().toArray();
        BitSet first = new BitSet();
        BitSet second = new BitSet();
        for (int i = 0; i < indexes.length; i++) {
            (i < indexes.length / 2 ? first : second).set(indexes[i]);
        }
        parts.push(second);
        parts.push(first);
    }

    private BitSet take(CollectionsBatch batch, BitSet part, Deque<BitSet> parts, List<RowResult> results)
            throws IOException, InterruptedException {
        int[] indexes = part.stream().toArray();
        for (int i = 0; i < indexes.length; i++) {
            batch.remember(indexes[i], results.get(i));
        }
        if (allOrNone && results.stream().anyMatch(CollectionsWriter::mayPass)) {
            return part;
        }
        BitSet again = new BitSet();
        BitSet narrower = new BitSet();
        for (int index : indexes) {
            switch (allOrNone ? FailureClass.REJECT_RECORD : classify(batch.lastResult(index))) {
                case RETRY_RECORD -> again.set(index);
                case SEND_NARROWER -> narrower.set(index);
                default -> {
                    if (!isDoubtfulDouble(batch, index)) {
                        decide(batch, index, batch.lastResult(index));
                    }
                }
            }
        }
        settleDoubles(batch, part);
        sendAlone(batch, part, narrower, parts);
        return again;
    }

    /** What is refused as a double after its insert was lost was created by the insert that was lost. */
    private void settleDoubles(CollectionsBatch batch, BitSet part) throws IOException, InterruptedException {
        BitSet doubles = new BitSet();
        part.stream().filter(i -> isDoubtfulDouble(batch, i)).forEach(doubles::set);
        if (!doubles.isEmpty()) {
            lost.settle(batch, doubles, "the insert was refused as a double of one whose answer was lost");
            doubles.and(batch.open());
            giveUp(batch, doubles);
        }
    }

    private static boolean isDoubtfulDouble(CollectionsBatch batch, int index) {
        return batch.isDoubtful(index) && isDouble(batch.lastResult(index));
    }

    private static boolean isDouble(RowResult result) {
        return result.errors().stream().anyMatch(error -> error.code().equals("DUPLICATE_VALUE"));
    }

    private void sendAlone(CollectionsBatch batch, BitSet part, BitSet narrower, Deque<BitSet> parts) {
        if (part.cardinality() == 1) {
            giveUp(batch, narrower);
        } else if (narrower.cardinality() == 1) {
            parts.push(narrower);
        } else if (!narrower.isEmpty()) {
            narrow(batch, narrower, parts, List.of());
        }
    }

    private void giveUp(CollectionsBatch batch, BitSet part) {
        part.stream().forEach(i -> {
            RowResult result = batch.result(i);
            if (result == null) {
                batch.decide(i, OutcomeKind.UNKNOWN, null, Reasons.answerLost("no answer to the insert came"));
            } else {
                decide(batch, i, result);
            }
        });
    }

    private static boolean mayPass(RowResult result) {
        return !result.success() && classify(result) == FailureClass.RETRY_RECORD;
    }

    private static FailureClass classify(RowResult result) {
        return result.success() || result.errors().isEmpty()
                ? FailureClass.REJECT_RECORD
                : FailureClassifier.classify(
                        Api.COLLECTIONS,
                        FailureClassifier.ANSWERED,
                        result.errors().get(0).code(),
                        result.errors().get(0).message());
    }

    private void decide(CollectionsBatch batch, int index, RowResult result) {
        OutcomeKind kind = result.success() ? operation.success(result.created()) : OutcomeKind.REJECTED;
        batch.decide(index, kind, result.id(), result.errors());
    }
}
