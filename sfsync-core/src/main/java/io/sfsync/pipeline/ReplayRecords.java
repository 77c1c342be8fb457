/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.RowSort;
import io.sfsync.outcome.OutcomeColumns;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReader;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks out of error files the records that are to be sent again, each once, and brings them into source order. */
final class ReplayRecords {
    private static final String ROW = "_row";
    private static final String LINE = "_line";
    private static final String RUN = "_run";
    private static final String RAW = "_raw";

    private final String runId;
    private final List<String> runs;
    private final BitSet wanted;
    private final RowSort sort;
    private @Nullable Header from;
    private Header to = Header.of(List.of());
    private int[] places = new int[0];

    /**
     * @param runId the run whose records these are
     * @param runs the run and its replays, whose error files these may be
     * @param wanted the positions that may be sent again
     */
    ReplayRecords(String runId, List<String> runs, BitSet wanted) throws IOException {
        this.runId = runId;
        this.runs = runs;
        this.wanted = wanted;
        this.sort = RowSort.open();
    }

    /** Takes what is wanted out of an error file. */
    void take(RecordReader errors) throws IOException {
        for (SourceRecord row = errors.next(); row != null; row = errors.next()) {
            if (row.isMalformed()) {
                throw new IOException("line " + row.line() + " of the error file cannot be read: " + row.problem());
            }
            place(row.header());
            check(row);
            int position = position(row);
            if (wanted.get(position) && !isUncorrected(row)) {
                wanted.clear(position);
                sort.add(SourceRecord.of(position, line(row), to, cells(row)));
            }
        }
    }

    RecordReader sorted() throws IOException {
        return sort.sorted();
    }

    @SuppressWarnings("ReferenceEquality") // a header is shared by its records
    private void place(Header header) throws IOException {
        if (header == from) {
            return;
        }
        if (header.indexOf(ROW) < 0) {
            throw new IOException("the error file has no column " + ROW + ", which says which record a line is: it must"
                    + " be a file of error records of run " + runId + ", with commas between its columns");
        }
        List<String> names = new ArrayList<>();
        int[] found = new int[header.size()];
        int size = 0;
        for (int i = 0; i < header.size(); i++) {
            if (!OutcomeColumns.isReserved(header.names().get(i))) {
                names.add(header.names().get(i));
                found[size++] = i;
            }
        }
        from = header;
        to = Header.of(names);
        places = java.util.Arrays.copyOf(found, size);
    }

    private void check(SourceRecord row) throws IOException {
        String run = text(row.get(RUN));
        if (!run.isEmpty() && !runs.contains(run)) {
            throw new IOException("line " + row.line() + " of the error file is of run " + run + ", not of run " + runId
                    + ": replay each run with its own file");
        }
    }

    private static int position(SourceRecord row) throws IOException {
        try {
            return Integer.parseInt(text(row.get(ROW)));
        } catch (NumberFormatException e) {
            throw new IOException(
                    "line " + row.line() + " of the error file has no number in the column " + ROW
                            + "; leave that column as it was, and remove lines that are of no record of the run",
                    e);
        }
    }

    /** A line that could not be parsed has its text only, until somebody puts its values where they belong. */
    private boolean isUncorrected(SourceRecord row) {
        if (text(row.get(RAW)).isEmpty()) {
            return false;
        }
        for (int place : places) {
            if (!text(row.cell(place)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static long line(SourceRecord row) {
        String line = text(row.get(LINE));
        return line.matches("[0-9]{1,12}") ? Long.parseLong(line) : 0;
    }

    private @Nullable Object[] cells(SourceRecord row) {
        @Nullable Object[] cells = new @Nullable Object[places.length];
        for (int i = 0; i < places.length; i++) {
            cells[i] = row.cell(places[i]);
        }
        return cells;
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof String text ? text.trim() : "";
    }
}
