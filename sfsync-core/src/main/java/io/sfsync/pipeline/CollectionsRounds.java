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
import io.sfsync.salesforce.NotSentException;
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
 * Sends one batch in rounds: what may pass goes again a little later, apart from what came through, each round narrower
 * than the one before. What fails in the last round, or is refused as too much at once, is cut in halves at once, until
 * the records that fail are alone. Used by one thread.
 */
final class CollectionsRounds {
    /** So many calls fail in a row only where no record is to blame; until a call is answered, fewer tell as much. */
    private static final int FAILURES_OF_AN_ORG_THAT_IS_DOWN = 16;

    private static final int BAD_REQUEST = 400;
    private static final int FAILURES_BEFORE_THE_FIRST_ANSWER = 2;

    private final CollectionsBatch batch;
    private final CollectionsCall call;
    private final Operation operation;
    private final boolean allOrNone;
    private final RetryPolicy retries;
    private final RunState state;
    private final LostInserts lost;
    private final WidthFinder width;
    private final Deque<BitSet> parts = new ArrayDeque<>();
    /** The records of this round that go again in the next. */
    private final BitSet again = new BitSet();

    /** The records of the last call that have to be asked for. */
    private final BitSet inDoubt = new BitSet();

    private final BitSet raced = new BitSet();
    /** The records whose last call failed as a whole. */
    private final BitSet spoiled = new BitSet();

    private final BitSet alone = new BitSet();
    private @Nullable LostAnswerException failure;
    private boolean answered;
    private int failedInARow;
    private boolean isLast;

    CollectionsRounds(
            CollectionsBatch batch,
            CollectionsCall call,
            SyncOptions options,
            RetryPolicy retries,
            RunState state,
            LostInserts lost,
            WidthFinder width) {
        this.batch = batch;
        this.call = call;
        this.operation = options.operation();
        this.allOrNone = options.allOrNone();
        this.retries = retries;
        this.state = state;
        this.lost = lost;
        this.width = width;
    }

    /**
     * Decides every record of the batch that is still open.
     *
     * @throws IOException if the org cannot be asked, or refuses everything; what is open then was not processed
     * @throws InterruptedException if the run is asked to stop; what is open then was not processed
     */
    void run() throws Exception {
        RetryPolicy.Attempts attempts = retries.start();
        parts.add(batch.open());
        round();
        while (!again.isEmpty()) {
            if (!attempts.waitForNext(Duration.ZERO)) {
                giveUp();
                return;
            }
            isLast = attempts.failures() >= retries.retries();
            BitSet open = (BitSet) again.clone();
            parts.addAll(allOrNone ? List.of(open) : Narrowing.forRetry(open, attempts.failures()));
            round();
        }
    }

    private void round() throws Exception {
        again.clear();
        failedInARow = 0;
        while (!parts.isEmpty()) {
            state.checkPark();
            BitSet part = parts.pop();
            if (isDown()) {
                again.or(part);
                spoiled.or(part);
            } else if (!part.isEmpty()) {
                exchange(part);
            }
        }
    }

    private boolean isDown() {
        return failedInARow >= (answered ? FAILURES_OF_AN_ORG_THAT_IS_DOWN : FAILURES_BEFORE_THE_FIRST_ANSWER);
    }

    private void exchange(BitSet part) throws Exception {
        batch.sending(part);
        inDoubt.clear();
        lost.duringCall().lockInterruptibly();
        try {
            send(part);
            batch.settle();
        } catch (OrgFaultException e) {
            // A refusal of the whole call is an answer, too: nobody need doubt these records later.
            if (e.failureClass() != FailureClass.OUTCOME_UNKNOWN) {
                batch.answered();
            }
            throw e;
        } finally {
            lost.duringCall().unlock();
        }
        if (inDoubt.isEmpty()) {
            batch.answered();
        } else {
            resolve();
        }
    }

    /** What was refused as a double after its insert was lost may have been created by that insert. */
    private void resolve() throws Exception {
        LostAnswerException cause = failure;
        boolean noAnswer = spoiled.intersects(inDoubt);
        lost.settle(
                batch,
                inDoubt,
                noAnswer && cause != null
                        ? cause.getMessage() + ""
                        : "the insert was refused as a double of one whose answer was lost");
        inDoubt.and(batch.open());
        if (noAnswer) {
            sendAgain(inDoubt);
        } else {
            inDoubt.stream().forEach(this::decide);
            batch.answered();
        }
    }

    private void send(BitSet part) throws IOException, InterruptedException {
        List<RowResult> results;
        try {
            results = call.isDelete()
                    ? call.delete(batch.ids(part))
                    : call.send(batch.body().json(allOrNone, part), part.cardinality());
        } catch (LostAnswerException e) {
            failed(part, e);
            return;
        } catch (InterruptedException | NotSentException e) {
            unsent(e);
            throw e;
        } catch (OrgFaultException e) {
            if (e.failureClass() != FailureClass.SEND_NARROWER) {
                throw e;
            }
            if (e.status() != BAD_REQUEST) {
                width.brokeLimit(part.cardinality());
            }
            narrow(part, e.errors());
            return;
        }
        answered = true;
        failedInARow = 0;
        spoiled.andNot(part);
        take(part, results);
    }

    /** The call is known not to have been processed, also to whoever takes the run up again. */
    private void unsent(Exception why) {
        try {
            batch.answered();
        } catch (Exception e) {
            why.addSuppressed(e);
        }
    }

    /** Nobody knows what the call did. What may be done twice goes again, what may not is asked for first. */
    private void failed(BitSet part, LostAnswerException e) {
        failure = e;
        failedInARow++;
        width.failed(part.cardinality(), e);
        batch.lost(part);
        spoiled.or(part);
        if (part.cardinality() == 1) {
            alone.or(part);
        }
        if (call.mayInsert()) {
            inDoubt.or(part);
        } else {
            sendAgain(part);
        }
    }

    /** What failed as a whole is halved in the last round, until the record that spoils it is alone. */
    private void sendAgain(BitSet part) {
        if (isLast && !allOrNone && part.cardinality() > 1 && !isDown()) {
            narrow(part, List.of());
        } else {
            again.or(part);
        }
    }

    /** Halves what was refused as a whole; a record that is alone, or must not be, is rejected for that reason. */
    private void narrow(BitSet part, List<RecordError> errors) {
        if (allOrNone || part.cardinality() == 1) {
            part.stream().forEach(i -> batch.decide(i, OutcomeKind.REJECTED, null, errors));
        } else {
            List<BitSet> halves = Narrowing.halves(part);
            parts.push(halves.get(1));
            parts.push(halves.get(0));
        }
    }

    private void take(BitSet part, List<RowResult> results) {
        int[] indexes = part.stream().toArray();
        for (int i = 0; i < indexes.length; i++) {
            RowResult result = results.get(i);
            batch.remember(indexes[i], call.isDelete() && batch.isLost(indexes[i]) ? result.afterLoss() : result);
        }
        if (allOrNone && part.stream().anyMatch(this::mayPass)) {
            again.or(part);
            return;
        }
        tellWidth(part);
        BitSet narrower = new BitSet();
        for (int index : indexes) {
            if (!allOrNone && mayPass(index)) {
                (isLast ? narrower : again).set(index);
            } else if (!allOrNone && classify(index) == FailureClass.SEND_NARROWER) {
                narrower.set(index);
            } else if (isDoubtfulDouble(index)) {
                inDoubt.set(index);
            } else {
                decide(index);
            }
        }
        sendAlone(part, narrower);
    }

    private void tellWidth(BitSet part) {
        if (part.stream().anyMatch(i -> classify(i) == FailureClass.SEND_NARROWER)) {
            width.brokeLimit(part.cardinality());
        } else if (part.stream().anyMatch(i -> classify(i) == FailureClass.RETRY_RECORD)) {
            width.lostLock(part.cardinality());
        } else {
            width.cameThrough(part.cardinality());
        }
    }

    private boolean isDoubtfulDouble(int index) {
        return batch.isDoubtful(index)
                && batch.lastResult(index).errors().stream()
                        .anyMatch(error -> error.code().equals("DUPLICATE_VALUE"));
    }

    private void sendAlone(BitSet part, BitSet narrower) {
        if (part.cardinality() == 1) {
            narrower.stream().forEach(this::decide);
        } else if (narrower.cardinality() == 1) {
            parts.push(narrower);
        } else if (!narrower.isEmpty()) {
            narrow(narrower, List.of());
        }
    }

    /** No round follows. A record that spoils its call though others come through is bad; else it is the org. */
    private void giveUp() throws IOException {
        LostAnswerException last = failure;
        boolean unclear = false;
        for (int i : again.stream().toArray()) {
            if (!spoiled.get(i)) {
                decide(i);
            } else if (answered
                    && alone.get(i)
                    && last != null
                    && !last.errors().isEmpty()) {
                batch.decide(i, OutcomeKind.REJECTED, null, last.errors());
            } else if (batch.isDoubtful(i)) {
                batch.decide(i, OutcomeKind.UNKNOWN, null, Reasons.answerLost("no answer to the insert came"));
            } else {
                unclear = true;
            }
        }
        if (unclear && last != null) {
            throw last;
        }
    }

    private boolean mayPass(int index) {
        FailureClass asked = classify(index);
        if (asked == FailureClass.RETRY_ONCE && !raced.get(index)) {
            raced.set(index);
            return true;
        }
        return asked == FailureClass.RETRY_RECORD;
    }

    private FailureClass classify(int index) {
        RowResult result = batch.lastResult(index);
        return result.success() || result.errors().isEmpty()
                ? FailureClass.REJECT_RECORD
                : FailureClassifier.classify(
                        Api.COLLECTIONS, operation, result.errors().get(0));
    }

    private void decide(int index) {
        RowResult result = batch.lastResult(index);
        OutcomeKind kind = result.success() ? operation.success(result.created()) : OutcomeKind.REJECTED;
        batch.decide(index, kind, result.id(), result.errors());
    }
}
