/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeWindow;
import io.sfsync.batch.PositionMap;
import io.sfsync.batch.RunFolder;
import io.sfsync.batch.SourceRows;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tells everybody what became of the rows of a Bulk batch whose outcomes are on disk, from where it was left. */
final class BulkTelling {
    private final long number;
    private final RunTools tools;
    private boolean allSucceeded = true;

    BulkTelling(long number, RunTools tools) {
        this.number = number;
        this.tools = tools;
    }

    /** Tells of the rows that nobody was told of. */
    void tell(PositionMap positions, AtomicInteger told) throws Exception {
        try (OutcomeWindow slots = tools.log().window();
                RowSource rows = new RowSource(tools.folder(), number)) {
            while (told.get() < positions.size()) {
                long position = positions.position(told.get());
                OutcomeKind kind = Objects.requireNonNull(slots.kind(position), "every row has its outcome");
                told.incrementAndGet();
                tell(position, kind, rows);
            }
            tools.settler().flush();
        }
    }

    private void tell(long position, OutcomeKind kind, RowSource rows) throws Exception {
        Settler settler = tools.settler();
        allSucceeded &= kind.isSuccess();
        if (tools.links().holds(position, kind)) {
            return;
        }
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

    /** What nobody needs any more makes room for the next batch. */
    void tidyUp() throws IOException {
        if (!tools.book().keepsRows(allSucceeded)) {
            tools.folder().deleteBatch(number);
        }
    }

    /** Opens the source rows when somebody wants one. */
    private static final class RowSource implements AutoCloseable {
        private final RunFolder folder;
        private final long number;
        private SourceRows.@Nullable Reader reader;

        private RowSource(RunFolder folder, long number) {
            this.folder = folder;
            this.number = number;
        }

        private SourceRows.Reader reader() throws IOException {
            SourceRows.Reader open = reader;
            if (open == null) {
                open = new SourceRows.Reader(folder.batch(number, "rows"), folder.batch(number, "csv"));
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
