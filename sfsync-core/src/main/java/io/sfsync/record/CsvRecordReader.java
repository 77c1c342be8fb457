/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV. A row that is none does not end the source: it comes back with its text, and the parser starts again on
 * the line after the one on which the row began.
 */
final class CsvRecordReader implements RecordReader {
    /** A field beyond this is taken for a quote that was forgotten; Salesforce takes 131,072 characters at most. */
    static final int MAX_FIELD_CHARS = 1 << 22;

    private final DecodingReader text;
    private final SourceTape tape;
    private final CsvFormat format;
    private final String name;
    private final Closeable underlying;
    private final Header header;
    private CsvRowHandler handler;
    private CloseableIterator<CsvRowHandler> rows;
    private long position;
    private boolean ended;
    private @Nullable CsvParseException failureAhead;

    CsvRecordReader(DecodingReader text, CsvFormat format, String name, Closeable underlying) throws IOException {
        this.text = text;
        this.tape = new SourceTape(text);
        this.format = format;
        this.name = name;
        this.underlying = underlying;
        this.handler = new CsvRowHandler(
                tape,
                text,
                0,
                format.headers().isEmpty() ? -1 : format.headers().size());
        this.rows = parse(handler);
        this.header = Header.ofSource(format.headers().isEmpty() ? readHeader() : format.headers());
        handler.expect(header.size());
    }

    private CloseableIterator<CsvRowHandler> parse(CsvRowHandler target) {
        return CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MAX_FIELD_CHARS)
                .build(target, tape)
                .iterator();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        try {
            CsvParseException ahead = failureAhead;
            if (ahead != null) {
                failureAhead = null;
                throw ahead;
            }
            return !ended && rows.hasNext() ? record(rows.next()) : null;
        } catch (CsvParseException e) {
            return recover(e);
        } catch (UncheckedIOException e) {
            throw new IOException(name + " could not be read on after record " + position, e);
        }
    }

    private SourceRecord record(CsvRowHandler row) {
        position++;
        if (row.fieldCount() == header.size() && row.escapedField() < 0) {
            return SourceRecord.of(position, row.line(), header, row.cells());
        }
        long line = row.line();
        String problem = row.fieldCount() == header.size() ? encodingProblem(row) : countProblem(row.fieldCount());
        row.wantText();
        lookAhead();
        return SourceRecord.malformed(position, line, header, row.wantedText(), problem);
    }

    /** The end of a row is known once the parser has begun the next. */
    private void lookAhead() {
        try {
            ended = !rows.hasNext();
        } catch (CsvParseException e) {
            failureAhead = e;
        }
    }

    private String countProblem(int fields) {
        return "has " + fields + (fields == 1 ? " field" : " fields") + ", the header has " + header.size();
    }

    private String encodingProblem(CsvRowHandler row) {
        return "has a byte that is not " + text.charsetName() + " in column '"
                + header.names().get(row.escapedField()) + "'; if the file is written in another encoding, name it in"
                + " the option charset, for example windows-1252";
    }

    private SourceRecord recover(CsvParseException e) throws IOException {
        if (e.getCause() != null) {
            throw new IOException(name + " could not be read on after record " + position, e);
        }
        long line = handler.line();
        tape.complete(line);
        String raw = tape.text(line, line + 1);
        position++;
        tape.rewindTo(line + 1);
        handler = new CsvRowHandler(tape, text, line, header.size());
        rows = parse(handler);
        return SourceRecord.malformed(position, line, header, raw, reason(e, raw));
    }

    private String reason(CsvParseException e, String raw) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unexpected character after closing quote")) {
            return "has text after a closing quote; a quote inside a quoted field must be doubled";
        }
        if (message.startsWith("Unclosed quoted field")) {
            return "opens a quote that is never closed";
        }
        return raw.indexOf(format.quote()) >= 0
                ? "opens a quote that is not closed within " + MAX_FIELD_CHARS + " characters"
                : "holds a field of more than " + MAX_FIELD_CHARS + " characters";
    }

    private List<String> readHeader() throws IOException {
        List<String> names;
        try {
            if (!rows.hasNext()) {
                throw new UnreadableSourceException(name
                        + " is empty: it has no header row; give the column names with csvHeaders if it never has one");
            }
            names = rows.next().names();
        } catch (CsvParseException e) {
            throw unreadable("its first row " + reason(e, tape.text(1, 2)), e);
        } catch (UncheckedIOException e) {
            throw new IOException(name + " could not be read", e);
        }
        check(names);
        return names;
    }

    private void check(List<String> names) throws UnreadableSourceException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String column = names.get(i);
            if (handler.escapedField() >= 0 || hasControlCharacter(column)) {
                throw unreadable(
                        "its first row holds bytes that are no text in " + text.charsetName()
                                + "; if it is text, name its encoding in the option charset, for example UTF-16LE or"
                                + " windows-1252",
                        null);
            }
            if (column.isBlank()) {
                throw unreadable(
                        "column " + (i + 1) + " of " + names.size()
                                + " has no name in the first row; name every column, or give the names with csvHeaders",
                        null);
            }
            if (!seen.add(column)) {
                throw unreadable(
                        "its first row names column '" + column
                                + "' twice; rename one, or give the names with csvHeaders if there is no header row",
                        null);
            }
        }
    }

    private UnreadableSourceException unreadable(String reason, @Nullable Throwable cause) {
        String message = name + " cannot be read as CSV: " + reason;
        return cause == null ? new UnreadableSourceException(message) : new UnreadableSourceException(message, cause);
    }

    private static boolean hasControlCharacter(String column) {
        return column.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    }

    @Override
    public void close() throws IOException {
        underlying.close();
    }
}
