/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import org.jspecify.annotations.Nullable;

/**
 * One record of a source: a row of cells against the source's header, or a piece of the source that could not be read
 * as a row. Never changed after it was read; the cells of a caller's map are the caller's own objects.
 */
public final class SourceRecord {
    private final long position;
    private final long line;
    private final Header header;
    private final @Nullable Object[] cells;
    private final @Nullable String raw;
    private final @Nullable String problem;

    private SourceRecord(
            long position,
            long line,
            Header header,
            @Nullable Object[] cells,
            @Nullable String raw,
            @Nullable String problem) {
        this.position = position;
        this.line = line;
        this.header = header;
        this.cells = cells;
        this.raw = raw;
        this.problem = problem;
    }

    /**
     * A readable record.
     *
     * @param position 1-based position among the records of its source, header line not counted
     * @param line 1-based line of the source on which the record starts, 0 where the source has no lines
     * @param header the columns; may be wider than {@code cells}, what is not there is {@link Absent#VALUE}
     * @param cells the values: text from CSV, any JSON or Java value from maps; {@code null} is a missing value. The
     *     array is kept, not copied
     */
    public static SourceRecord of(long position, long line, Header header, @Nullable Object[] cells) {
        return new SourceRecord(position, line, header, cells, null, null);
    }

    /**
     * A record that could not be parsed. It has a position and an outcome like any other.
     *
     * @param raw the text of the source, as it stands there
     * @param problem why it is not a row, for the error record's message
     */
    public static SourceRecord malformed(long position, long line, Header header, String raw, String problem) {
        return new SourceRecord(position, line, header, new @Nullable Object[0], raw, problem);
    }

    /** 1-based position among the records of the source. */
    public long position() {
        return position;
    }

    /** 1-based line of the source on which the record starts, 0 where the source has no lines. */
    public long line() {
        return line;
    }

    /** The columns of the source. */
    public Header header() {
        return header;
    }

    /** The value at a 0-based column: {@code null} is a missing value, {@link Absent#VALUE} no column at all. */
    public @Nullable Object cell(int index) {
        return index >= 0 && index < cells.length ? cells[index] : Absent.VALUE;
    }

    /** The value under exactly this column name: {@code null} is a missing value, {@link Absent#VALUE} no column. */
    public @Nullable Object get(String column) {
        return cell(header.indexOf(column));
    }

    /** The text of a record that could not be parsed, else {@code null}. */
    public @Nullable String raw() {
        return raw;
    }

    /** Why the record could not be parsed, else {@code null}. */
    public @Nullable String problem() {
        return problem;
    }

    /** Whether the record could not be parsed. */
    public boolean isMalformed() {
        return problem != null;
    }

    /** Names the record by its place only: its content is nobody's business in a log. */
    @Override
    public String toString() {
        return "record " + position + (line > 0 ? " (line " + line + ")" : "");
    }
}
