/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the fields of one row at a time from the parser and judges their number. */
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<CsvRowHandler> {
    private final SourceTape tape;
    private final DecodingReader text;
    /** Lines before those that this parser has seen. */
    private final long linesBefore;

    private int columns;
    private final List<String> unbounded = new ArrayList<>();
    private @Nullable Object[] cells = new @Nullable Object[0];
    private long line;
    private int escapedField;
    private long linesWanted;
    private @Nullable String wantedText;

    /** @param columns fields that a row must have, -1 for the header row, which may have any number */
    CsvRowHandler(SourceTape tape, DecodingReader text, long linesBefore, int columns) {
        this.tape = tape;
        this.text = text;
        this.linesBefore = linesBefore;
        this.columns = columns;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        long newLine = linesBefore + startingLineNumber;
        if (linesWanted > 0 && wantedText == null) {
            wantedText = tape.text(linesWanted, newLine);
        }
        line = newLine;
        escapedField = -1;
        if (columns >= 0) {
            cells = new @Nullable Object[columns];
        }
        unbounded.clear();
        tape.keepFrom(line);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (text.sawMalformed() && escapedField < 0 && DecodingReader.hasEscape(buffer, offset, length)) {
            escapedField = index;
        }
        if (columns < 0) {
            unbounded.add(new String(buffer, offset, length));
        } else if (index < columns && length > 0) {
            cells[index] = new String(buffer, offset, length);
        }
    }

    @Override
    protected CsvRowHandler buildRecord() {
        return this;
    }

    /** The fields of the header row. */
    List<String> names() {
        return List.copyOf(unbounded);
    }

    /** The header row is over: a row must have this many fields from now on. */
    void expect(int fields) {
        columns = fields;
    }

    /** The fields of the row, {@code null} where they are empty; a new array for each row. */
    @Nullable
    Object[] cells() {
        return cells;
    }

    /** Line of the source on which the row starts. */
    long line() {
        return line;
    }

    /** Fields of the row. */
    int fieldCount() {
        return getFieldCount();
    }

    /** 0-based field with a byte that is no text, -1 where there is none. */
    int escapedField() {
        return escapedField;
    }

    /** Asks for the text of the current row, which is complete once the parser begins the next. */
    void wantText() {
        linesWanted = line;
        wantedText = null;
    }

    /** The text that was asked for. */
    String wantedText() {
        String result = wantedText == null ? tape.textFrom(linesWanted) : wantedText;
        linesWanted = 0;
        wantedText = null;
        return result;
    }
}
