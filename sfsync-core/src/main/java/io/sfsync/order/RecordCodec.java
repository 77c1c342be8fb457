/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into bytes and back. What many records share, their headers and shapes, stays in memory, once for those
 * that are equal. Used by one thread.
 */
final class RecordCodec {
    private static final Header NO_COLUMNS = Header.of(List.of());

    private final boolean keepCells;
    private final Table<Shape> shapes = new Table<>();
    private final Table<Header> headers = new Table<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * @param keepCells whether somebody wants the source's columns later on
     */
    RecordCodec(boolean keepCells) {
        this.keepCells = keepCells;
    }

    byte[] encode(CheckedRecord record) throws IOException {
        bytes.reset();
        SourceRecord source = record.source();
        Shape shape = record.shape();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(source.position());
            out.writeLong(source.line());
            out.writeInt(shapes.place(shape, shape.header().names()));
            for (int i = 0; i < shape.fields().size(); i++) {
                CellCodec.write(out, record.value(i));
            }
            if (keepCells) {
                Header header = source.header();
                out.writeInt(headers.place(header, header.names()));
                for (int i = 0; i < header.size(); i++) {
                    CellCodec.write(out, source.cell(i));
                }
            }
        }
        return bytes.toByteArray();
    }

    CheckedRecord decode(byte[] encoded) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
        long position = in.readLong();
        long line = in.readLong();
        Shape shape = shapes.get(in.readInt());
        @Nullable Object[] values = cells(in, shape.fields().size());
        Header header = keepCells ? headers.get(in.readInt()) : NO_COLUMNS;
        SourceRecord source = SourceRecord.of(position, line, header, cells(in, header.size()));
        return new CheckedRecord(source, shape, values);
    }

    private static @Nullable Object[] cells(DataInputStream in, int count) throws IOException {
        @Nullable Object[] cells = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            cells[i] = CellCodec.read(in);
        }
        return cells;
    }

    /** Things in the order in which they were seen first. */
    private static final class Table<T> {
        private static final int MAX_IDENTITIES = 1_000;
        private final List<T> things = new ArrayList<>();
        private final Map<List<String>, Integer> byNames = new java.util.HashMap<>();
        private final IdentityHashMap<T, Integer> byIdentity = new IdentityHashMap<>();

        int place(T thing, List<String> names) {
            Integer known = byIdentity.get(thing);
            if (known != null) {
                return known;
            }
            int place = byNames.computeIfAbsent(names, n -> {
                things.add(thing);
                return things.size() - 1;
            });
            if (byIdentity.size() >= MAX_IDENTITIES) {
                byIdentity.clear();
            }
            byIdentity.put(thing, place);
            return place;
        }

        T get(int place) {
            return things.get(place);
        }
    }
}
