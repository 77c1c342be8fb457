/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;
import java.io.Reader;

/**
 * Hands text on to the parser and keeps what belongs to the record that is being parsed, so that its exact text is
 * there when it turns out to be none, and the parser can start again on the next line.
 */
final class SourceTape extends Reader {
    private static final int CHUNK = 1 << 14;

    private final Reader upstream;
    private char[] tape = new char[2 * CHUNK];
    private int length;
    private int position;
    /** Line number of the first char on the tape. */
    private long firstLine = 1;

    private long keptLine = 1;
    private boolean ended;

    SourceTape(Reader upstream) {
        this.upstream = upstream;
    }

    /** What stands before this line is not asked for any more. */
    void keepFrom(long line) {
        keptLine = line;
    }

    @Override
    public int read(char[] target, int offset, int count) throws IOException {
        if (position == length && !fill()) {
            return -1;
        }
        int handed = Math.min(count, length - position);
        System.arraycopy(tape, position, target, offset, handed);
        position += handed;
        return handed;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        forget();
        if (tape.length - length < CHUNK) {
            tape = java.util.Arrays.copyOf(tape, tape.length * 2);
        }
        int count = upstream.read(tape, length, CHUNK);
        if (count < 0) {
            ended = true;
            return false;
        }
        length += count;
        return true;
    }

    /** Drops the lines that nobody asks for. */
    private void forget() {
        int start = offsetOf(keptLine);
        if (start > 0 && start == length && tape[start - 1] == '\r') {
            // its line feed may still come, and belongs to that line
            start--;
            firstLine = keptLine - 1;
        } else {
            firstLine = keptLine;
        }
        System.arraycopy(tape, start, tape, 0, length - start);
        length -= start;
        position -= start;
    }

    /** Where a line starts on the tape; lines end with LF, CR or CRLF, as the parser counts them. */
    private int offsetOf(long line) {
        char[] text = tape;
        int end = length;
        long current = firstLine;
        int i = 0;
        while (current < line && i < end) {
            char c = text[i++];
            if (c > '\r') {
                continue;
            }
            if (c == '\n') {
                current++;
            } else if (c == '\r') {
                current++;
                if (i < end && text[i] == '\n') {
                    i++;
                }
            }
        }
        return i;
    }

    /** The text of these lines, last line break left out, bytes that are no text made visible. */
    String text(long from, long toExclusive) {
        int start = offsetOf(from);
        int end = offsetOf(toExclusive);
        if (end > start && tape[end - 1] == '\n') {
            end--;
        }
        if (end > start && tape[end - 1] == '\r') {
            end--;
        }
        return DecodingReader.visible(new String(tape, start, end - start));
    }

    /** Everything from this line to the end of what was read. */
    String textFrom(long line) {
        return text(line, Long.MAX_VALUE);
    }

    /** Reads on until this line is on the tape as a whole, with its line break. */
    void complete(long line) throws IOException {
        while (offsetOf(line + 1) == length && fill()) {
            // fill has read on
        }
    }

    /** Lets the next parser read from this line on. */
    void rewindTo(long line) {
        position = offsetOf(line);
        keptLine = line;
    }

    @Override
    public void close() {
        // what lies beneath is closed by who opened it
    }
}
