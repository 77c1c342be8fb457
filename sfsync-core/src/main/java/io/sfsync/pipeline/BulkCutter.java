/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.BulkFile;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.RecordError;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the files of Bulk jobs: by rows, by bytes, and where a column appears that the file does not have. The first
 * records are looked at together, so that sources whose records differ get one header for all of them.
 */
final class BulkCutter implements BatchCutter {
    /** Salesforce cuts the file of a job into batches of so many rows (Bulk API 2.0 Developer Guide, Limits). */
    private static final int BATCH = 10_000;

    private static final int LOOK_AHEAD = 2_000;
    private static final long LOOK_AHEAD_CHARS = 4_000_000;

    private final RunTools tools;
    private final Lanes lanes;
    private final BulkWriter writer;
    private final SmallCallsFactory smallCalls;
    private final LongUnaryOperator sizes;
    private final long maxBytes;
    private final boolean keepRows;
    private final BatchNumbers numbers;
    private final @Nullable BatchCutter other;
    private final Map<String, TargetField> columns = new LinkedHashMap<>();
    private final Deque<CheckedRecord> ahead = new ArrayDeque<>();
    private long aheadChars;
    private @Nullable Shape lastShape;
    private @Nullable BulkFile current;
    private boolean started;
    private boolean newColumn;
    private long number;
    private boolean aligned;
    private String lock = "";
    private String firstLock = "";
    private String lastLock = "";

    /** Makes what takes the rows of a batch that may pass in smaller company. */
    @FunctionalInterface
    interface SmallCallsFactory {
        /**
         * For the batch with this number and file.
         *
         * @return {@code null} where the Bulk APIs alone can do the operation
         */
        @Nullable
        SmallCalls of(long number, Path body) throws IOException;
    }

    /**
     * @param sizes the most rows of the file with this number
     * @param other takes records that Bulk CSV cannot hold, {@code null} to reject them
     */
    BulkCutter(
            RunTools tools,
            Lanes lanes,
            BulkWriter writer,
            SmallCallsFactory smallCalls,
            LongUnaryOperator sizes,
            long maxBytes,
            boolean keepRows,
            BatchNumbers numbers,
            @Nullable BatchCutter other) {
        this.tools = tools;
        this.lanes = lanes;
        this.writer = writer;
        this.smallCalls = smallCalls;
        this.sizes = sizes;
        this.maxBytes = maxBytes;
        this.keepRows = keepRows;
        this.numbers = numbers;
        this.other = other;
    }

    @Override
    public void add(CheckedRecord record) throws Exception {
        learn(record.shape());
        ahead.add(record);
        if (!started) {
            aheadChars += record.roughSize();
        }
        if (started || ahead.size() >= LOOK_AHEAD || aheadChars >= LOOK_AHEAD_CHARS) {
            start();
        }
    }

    @Override
    public void expect(Shape shape) {
        learn(shape);
        // all columns come to be known before the first record, which therefore need not wait for others
        started = true;
        aligned = true;
        if (other != null) {
            other.expect(shape);
        }
    }

    @Override
    public void lock(String name) {
        lock = name;
        if (other != null) {
            other.lock(name);
        }
    }

    @Override
    public int unit() {
        return (int) Math.min(BATCH, mostRows());
    }

    @Override
    public int room() {
        int rows = current == null ? 0 : current.size();
        long left = mostRows() - rows;
        return left <= 0 ? unit() : (int) Math.min(left, unit() - rows % unit());
    }

    /** The most rows of the present file; whole batches of Salesforce's where parents are kept together. */
    private long mostRows() {
        long rows = sizes.applyAsLong(number);
        return aligned && rows > BATCH ? rows - rows % BATCH : rows;
    }

    private void start() throws Exception {
        started = true;
        while (!ahead.isEmpty()) {
            append(ahead.remove());
        }
    }

    @SuppressWarnings("ReferenceEquality") // a shape is shared by its records
    private void learn(Shape shape) {
        if (shape == lastShape) {
            return;
        }
        lastShape = shape;
        for (TargetField field : shape.fields()) {
            newColumn |= columns.putIfAbsent(field.csvName(), field) == null;
        }
    }

    private void append(CheckedRecord record) throws Exception {
        if (!BulkFile.isRepresentable(record)) {
            divert(record, Reasons.notRepresentable());
            return;
        }
        if (tools.progress().api() == Api.BULK2 && BulkFile.hasWindowsLineEnd(record)) {
            divert(record, Reasons.windowsLineEnd());
            return;
        }
        BulkFile file = current;
        boolean full = file != null && (newColumn || file.size() >= mostRows());
        if (file != null && !full && file.append(record, maxBytes)) {
            lastLock = lock;
            return;
        }
        newColumn = false;
        long before = number;
        number = numbers.next();
        BulkFile next = new BulkFile(
                tools.folder(),
                number,
                new ArrayList<>(columns.values()),
                tools.options().nulls(),
                keepRows);
        next.append(record, maxBytes);
        current = next;
        if (file != null) {
            submit(file, before);
        }
        firstLock = lock;
        lastLock = lock;
    }

    private void divert(CheckedRecord record, List<RecordError> why) throws Exception {
        if (other != null) {
            other.add(record);
            return;
        }
        tools.settler().refuse(tools.log(), record.source(), why);
    }

    private void submit(BulkFile file, long fileNumber) throws Exception {
        file.close();
        tools.log().flush();
        SmallCalls calls = smallCalls.of(fileNumber, file.path());
        BulkBatch batch = new BulkBatch(fileNumber, file.path(), file.positions(), writer, tools, calls);
        // parents stand together: another file can only have the first or the last one too
        batch.exclude(firstLock);
        batch.exclude(lastLock);
        batch.plan();
        Api api = tools.progress().api();
        if (api != null) {
            tools.progress().cut(api, file.size());
        }
        lanes.submit(batch, tools.state());
    }

    @Override
    public void finish() throws Exception {
        start();
        BulkFile file = current;
        if (file != null) {
            current = null;
            submit(file, number);
        }
        if (other != null) {
            other.finish();
        }
    }
}
