/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.record.SourceRecord;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, one call at a time; what they throw is logged and changes nothing. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<SyncListener> all;
    private final List<SyncListener> ofStarts;
    private final List<SyncListener> ofSuccesses;
    private final List<SyncListener> ofErrors;

    Listeners(List<SyncListener> listeners) {
        this.all = List.copyOf(listeners);
        this.ofStarts = overriding("onRecordStart", SourceRecord.class);
        this.ofSuccesses = overriding("onRecordSuccess", RecordOutcome.class);
        this.ofErrors = overriding("onRecordError", RecordOutcome.class);
    }

    private List<SyncListener> overriding(String method, Class<?> argument) {
        return all.stream()
                .filter(listener -> isOverridden(listener, method, argument))
                .toList();
    }

    private static boolean isOverridden(SyncListener listener, String method, Class<?> argument) {
        try {
            return listener.getClass().getMethod(method, argument).getDeclaringClass() != SyncListener.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("SyncListener has no method " + method, e);
        }
    }

    void runStart(String runId) {
        tell(all, "onRunStart", listener -> listener.onRunStart(runId));
    }

    void recordStart(SourceRecord record) {
        tell(ofStarts, "onRecordStart", listener -> listener.onRecordStart(record));
    }

    /** Whether a record with this outcome would be told to somebody. */
    boolean wants(OutcomeKind kind) {
        return !(kind.isSuccess() ? ofSuccesses : ofErrors).isEmpty();
    }

    void recordEnd(RecordOutcome outcome) {
        if (outcome.kind().isSuccess()) {
            tell(ofSuccesses, "onRecordSuccess", listener -> listener.onRecordSuccess(outcome));
        } else {
            tell(ofErrors, "onRecordError", listener -> listener.onRecordError(outcome));
        }
    }

    void batchComplete(long batch, OptionalLong total, Supplier<SyncResult> soFar) {
        if (!all.isEmpty()) {
            SyncResult result = soFar.get();
            tell(all, "onBatchComplete", listener -> listener.onBatchComplete(batch, total, result));
        }
    }

    void jobProgress(String jobId, String state, long processed, long failed) {
        tell(all, "onJobProgress", listener -> listener.onJobProgress(jobId, state, processed, failed));
    }

    void runEnd(SyncResult result) {
        tell(all, "onRunEnd", listener -> listener.onRunEnd(result));
    }

    private synchronized void tell(List<SyncListener> listeners, String event, Consumer<SyncListener> call) {
        for (SyncListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("A listener threw in {}; the run goes on", event, e);
            }
        }
    }
}
