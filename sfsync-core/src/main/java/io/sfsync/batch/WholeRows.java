/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Rows as the bytes that they are. Only their first cells are taken out; of the rest there is a digest in which quotes do
 * not count, so that it is the same whichever values stand in quotes. Looking for the ends of cells, of which nobody can
 * foretell the next, would take longer than all else here.
 */
final class WholeRows extends RowBuffer implements DigestedRows {
    private static final int PLACES = 1 << 10;
    private static final long[] WEIGHTS = new SplittableRandom(1).longs(PLACES).toArray();

    private final int[] starts;
    private final int[] ends;
    private final boolean[] doubled;
    private int rest;
    private int restEnd;
    private long digest;

    /** @param firstCells how many cells are taken out of each row */
    WholeRows(Bytes source, int chunkBytes, int firstCells) {
        super(source, chunkBytes);
        this.starts = new int[firstCells];
        this.ends = new int[firstCells];
        this.doubled = new boolean[firstCells];
    }

    /** The buffer in which the row stands, until the next one is asked for. */
    byte[] bytes() {
        return chunk;
    }

    /** Where the row goes on in the buffer behind its first cells. */
    int rest() {
        return rest;
    }

    /** Where the row ends in the buffer, its line feed left out. */
    int restEnd() {
        return restEnd;
    }

    @Override
    public boolean next() throws IOException {
        return advance();
    }

    /** The digest of the row behind its first cells. */
    @Override
    public long digest() {
        return digest;
    }

    /** One of the first cells, empty where the row is shorter. */
    @Override
    public String text(int cell) {
        String text = new String(chunk, starts[cell], ends[cell] - starts[cell], StandardCharsets.UTF_8);
        return doubled[cell] ? text.replace("\"\"", "\"") : text;
    }

    @Override
    int scan() throws IOException {
        int at = begin;
        for (int i = 0; i < starts.length; i++) {
            at = firstCell(i, at);
            if (at == MORE) {
                return MORE;
            }
        }
        rest = at;
        return digestRest();
    }

    /** Takes out a cell; gives where the next one starts. */
    private int firstCell(int cell, int from) throws IOException {
        boolean quoted = from < limit && chunk[from] == QUOTE;
        int at = quoted ? from + 1 : from;
        starts[cell] = at;
        doubled[cell] = false;
        while (at < limit && !endsCell(quoted, at)) {
            boolean twice = quoted && chunk[at] == QUOTE;
            doubled[cell] |= twice;
            at += twice ? 2 : 1;
        }
        if (at + 1 >= limit && !ended) {
            return MORE;
        }
        if (quoted && at >= limit) {
            throw cutOff();
        }
        ends[cell] = Math.min(at, limit);
        int next = quoted ? at + 1 : at;
        return next < limit && chunk[next] == ',' ? next + 1 : Math.min(next, limit);
    }

    private boolean endsCell(boolean quoted, int at) {
        byte b = chunk[at];
        if (quoted) {
            return b == QUOTE && (at + 1 >= limit || chunk[at + 1] != QUOTE);
        }
        return b == ',' || b == '\n';
    }

    private int digestRest() throws IOException {
        byte[] bytes = chunk;
        int end = limit;
        int at = rest;
        long sum = 0;
        int place = 0;
        int quotes = 0;
        while (at < end) {
            int b = bytes[at];
            if (b == '\n' && (quotes & 1) == 0) {
                break;
            }
            // a quote adds nothing and has no place: no branch, of which every one would be a guess
            int quote = b == QUOTE ? 1 : 0;
            sum += (b - QUOTE) * WEIGHTS[place & (PLACES - 1)];
            place += 1 - quote;
            quotes += quote;
            at++;
        }
        if (at == end && !ended) {
            return MORE;
        }
        if ((quotes & 1) != 0) {
            throw cutOff();
        }
        restEnd = at;
        digest = RowDigest.mix(sum + place);
        return Math.min(limit, at + 1);
    }
}
