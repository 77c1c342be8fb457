/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.record.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands where records would be sent, and says instead what would become of them. */
final class DryRunCutter implements BatchCutter {
    static final String CODE = "SFSYNC_DRY_RUN";
    private static final int CHUNK = 200;

    private final RunTools tools;
    private final Forecast forecast;
    private final Deque<CheckedRecord> waiting = new ArrayDeque<>();

    DryRunCutter(RunTools tools, Forecast forecast) {
        this.tools = tools;
        this.forecast = forecast;
    }

    /** Tells what would become of records. */
    @FunctionalInterface
    interface Forecast {
        /** One answer for each record, in their order. */
        List<Expected> of(List<CheckedRecord> records) throws Exception;
    }

    /**
     * What would become of a record.
     *
     * @param id the id of its record in the org, where that is known
     * @param why what would happen, or why nothing would
     */
    record Expected(OutcomeKind kind, @Nullable String id, RecordError why) {}

    @Override
    public void add(CheckedRecord record) throws Exception {
        waiting.add(record);
        if (waiting.size() >= CHUNK) {
            settleAll();
        }
    }

    private void settleAll() throws Exception {
        List<CheckedRecord> records = new ArrayList<>(waiting);
        List<Expected> expected = records.isEmpty() ? List.of() : forecast.of(records);
        tools.log().flush();
        for (int i = 0; i < records.size() && tools.state().mayStart(); i++) {
            waiting.remove();
            settle(records.get(i).source(), expected.get(i));
        }
    }

    private void settle(SourceRecord source, Expected expected) throws Exception {
        List<RecordError> why = List.of(expected.why());
        tools.log()
                .set(
                        source.position(),
                        expected.kind(),
                        expected.id(),
                        tools.log().addErrors(why));
        tools.settler()
                .settle(
                        source,
                        new RecordOutcome(source.position(), source.line(), expected.kind(), expected.id(), why));
    }

    @Override
    public void finish() throws Exception {
        settleAll();
    }

    @Override
    public void handOver() {
        // what waits is handed back by unsent
    }

    @Override
    public @Nullable SourceRecord unsent() {
        CheckedRecord next = waiting.poll();
        return next == null ? null : next.source();
    }
}
