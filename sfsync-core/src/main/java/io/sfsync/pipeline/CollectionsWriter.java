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

    CollectionsWriter(CollectionsCall call, SyncOptions options, RetryPolicy retries, RunState state) {
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
            part.stream()
                    .forEach(i -> batch.decide(i, OutcomeKind.UNKNOWN, null, Reasons.answerLost(e.getMessage() + "")));
            return new BitSet();
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

    private BitSet take(CollectionsBatch batch, BitSet part, Deque<BitSet> parts, List<RowResult> results) {
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
                default -> decide(batch, index, batch.lastResult(index));
            }
        }
        sendAlone(batch, part, narrower, parts);
        return again;
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
        part.stream().forEach(i -> decide(batch, i, batch.lastResult(i)));
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
