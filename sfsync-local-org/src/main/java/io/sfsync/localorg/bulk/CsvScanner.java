/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as Salesforce does: bytes in UTF-8, one line ending for the whole file, quotes only around whole values, nothing trimmed
 * (Bulk API 2.0 Developer Guide, Prepare CSV Files; messages recorded by amp-labs/connectors and in forcedotcom/cli issues). It works on
 * bytes because results echo the cells as they were sent. Not thread-safe.
 */
public final class CsvScanner implements Closeable {
    private static final int START_BYTES = 1 << 16;
    private static final int MAX_RECORD_BYTES = 1 << 24;

    private final InputStream in;
    private final byte delimiter;
    private final @Nullable LineEnding lineEnding;
    private byte[] buffer = new byte[START_BYTES];
    private int base;
    private int limit;
    private int position;
    private long dropped;
    private boolean ended;
    private int cells;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] quoted = new boolean[64];
    private boolean[] escaped = new boolean[64];
    private int recordEnd;

    /**
     * Reads {@code in}, which {@link #close} closes.
     *
     * @param lineEnding the only line ending that is taken; null takes both, as Bulk 1.0 does
     */
    public CsvScanner(InputStream in, ColumnDelimiter delimiter, @Nullable LineEnding lineEnding) {
        this.in = in;
        this.delimiter = (byte) delimiter.character();
        this.lineEnding = lineEnding;
    }

    /**
     * Goes to the next record; empty lines are skipped.
     *
     * @return false at the end
     * @throws BulkFailure if the data is no CSV with this line ending
     */
    public boolean next() throws IOException, BulkFailure {
        do {
            base = position;
            cells = 0;
            if (base == limit && !more()) {
                return false;
            }
            scanRecord();
        } while (cells == 1 && ends[0] == starts[0] && !quoted[0]);
        return true;
    }

    /** How many cells the record has. */
    public int size() {
        return cells;
    }

    /** The value of a cell without its quotes; empty for a blank one. */
    public String text(int cell) {
        int from = base + starts[cell];
        String text = new String(buffer, from, ends[cell] - starts[cell], StandardCharsets.UTF_8);
        return escaped[cell] ? text.replace("\"\"", "\"") : text;
    }

    /** True if the cell has no characters. */
    public boolean isBlank(int cell) {
        return starts[cell] == ends[cell];
    }

    /** Adds the cell between double quotes, its bytes as they were sent. */
    public void quoteTo(int cell, ByteArena out) {
        out.add('"');
        out.add(buffer, base + starts[cell], ends[cell] - starts[cell]);
        out.add('"');
    }

    /** Adds the cell exactly as it was sent. */
    public void rawTo(int cell, ByteArena out) {
        int quote = quoted[cell] ? 1 : 0;
        out.add(buffer, base + starts[cell] - quote, ends[cell] - starts[cell] + 2 * quote);
    }

    /** Adds the record exactly as it was sent, without its line ending. */
    public void recordTo(ByteArena out) {
        out.add(buffer, base, recordEnd);
    }

    /** The position in bytes of the record's first byte. */
    public long offset() {
        return dropped + base;
    }

    /** The position in bytes after the record and its line ending. */
    public long nextOffset() {
        return dropped + position;
    }

    private void scanRecord() throws IOException, BulkFailure {
        int at = base;
        while (true) {
            if (at == limit) {
                at = moreAt(at);
            }
            if (at < limit && buffer[at] == '"') {
                at = scanQuoted(at);
            } else {
                at = scanPlain(at);
            }
            if (at == limit) {
                at = moreAt(at);
            }
            if (at == limit) {
                endRecord(at, at);
                return;
            }
            if (buffer[at] != delimiter) {
                endLine(at);
                return;
            }
            at++;
        }
    }

    /** From the first byte of a cell to the delimiter, the line feed or the end. */
    private int scanPlain(int from) throws IOException, BulkFailure {
        int start = from - base;
        int at = from;
        while (true) {
            if (at == limit) {
                at = moreAt(at);
                if (at == limit) {
                    break;
                }
            }
            byte b = buffer[at];
            if (b == delimiter || b == '\n') {
                break;
            }
            if (b == '"') {
                throw unescapedQuote();
            }
            at++;
        }
        int end = at - base;
        boolean carriageReturn = end > start && buffer[at - 1] == '\r' && (at == limit || buffer[at] == '\n');
        if (carriageReturn && lineEnding != LineEnding.LF) {
            end--;
        }
        addCell(start, end, false, false);
        return at;
    }

    /** From an opening quote to the byte after the closing one. */
    private int scanQuoted(int from) throws IOException, BulkFailure {
        int start = from + 1 - base;
        int at = from + 1;
        boolean doubled = false;
        while (true) {
            if (at == limit) {
                at = moreAt(at);
                if (at == limit) {
                    throw BulkFailure.invalidBatch("Failed to parse CSV. EOF reached before closing an opened quote");
                }
            }
            byte b = buffer[at];
            if (b == '"') {
                if (at + 1 == limit) {
                    at = moreAt(at + 1) - 1;
                }
                if (at + 1 == limit || buffer[at + 1] != '"') {
                    break;
                }
                doubled = true;
                at++;
            } else if (b == '\n') {
                checkLineFeed(at);
            }
            at++;
        }
        addCell(start, at - base, true, doubled);
        return checkAfterQuote(at + 1);
    }

    private int checkAfterQuote(int from) throws IOException, BulkFailure {
        int at = from;
        while (at + 1 >= limit && !ended) {
            at = moreAt(at + 1) - 1;
        }
        if (at >= limit || buffer[at] == delimiter || buffer[at] == '\n') {
            return Math.min(at, limit);
        }
        if (buffer[at] == '\r' && (at + 1 == limit || buffer[at + 1] == '\n')) {
            return at + 1;
        }
        throw unescapedQuote();
    }

    private void endLine(int lineFeed) throws BulkFailure {
        checkLineFeed(lineFeed);
        boolean carriageReturn = lineFeed > base && buffer[lineFeed - 1] == '\r';
        int end = carriageReturn ? lineFeed - 1 : lineFeed;
        endRecord(end, lineFeed + 1);
    }

    private void checkLineFeed(int at) throws BulkFailure {
        if (lineEnding == null) {
            return;
        }
        boolean carriageReturn = at > base && buffer[at - 1] == '\r';
        if (carriageReturn != (lineEnding == LineEnding.CRLF)) {
            throw new BulkFailure(
                    "ClientInputError",
                    "LineEnding is invalid on user data. Current LineEnding setting is " + lineEnding);
        }
    }

    private void endRecord(int end, int next) {
        recordEnd = end - base;
        position = next;
    }

    private void addCell(int start, int end, boolean isQuoted, boolean isEscaped) {
        if (cells == starts.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            ends = Arrays.copyOf(ends, cells * 2);
            quoted = Arrays.copyOf(quoted, cells * 2);
            escaped = Arrays.copyOf(escaped, cells * 2);
        }
        starts[cells] = start;
        ends[cells] = end;
        quoted[cells] = isQuoted;
        escaped[cells] = isEscaped;
        cells++;
    }

    /** Reads on and gives the new place of an index that stood at the limit; it still stands there at the end of the data. */
    private int moreAt(int at) throws IOException {
        int relative = at - base;
        more();
        return base + relative;
    }

    private boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (base > 0) {
            System.arraycopy(buffer, base, buffer, 0, limit - base);
            limit -= base;
            position = Math.max(0, position - base);
            dropped += base;
            base = 0;
        }
        if (limit == buffer.length) {
            if (buffer.length >= MAX_RECORD_BYTES) {
                throw new IOException("a record of the data is larger than " + MAX_RECORD_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
            return false;
        }
        limit += read;
        return true;
    }

    private static BulkFailure unescapedQuote() {
        return BulkFailure.invalidBatch(
                "Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
