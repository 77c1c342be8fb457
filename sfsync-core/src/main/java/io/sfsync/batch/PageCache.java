/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a file in memory, at most a megabyte of them. A page has one place only, and pages that follow each other
 * have different ones: the rows of ten thousand that Salesforce takes together stay in reach in whatever order they come
 * back. The file is read, not mapped, since what is mapped counts as the process's own memory. Used by one thread.
 */
abstract class PageCache {
    /** What a page has at most, in bytes. */
    static final int MOST_BYTES = 1 << 12;

    private static final int PLACES = 1 << 8;

    private final int pageBytes;
    private final @Nullable ByteBuffer[] pages = new @Nullable ByteBuffer[PLACES];
    private final long[] numbers = new long[PLACES];

    PageCache(int pageBytes) {
        this.pageBytes = pageBytes;
        Arrays.fill(numbers, -1);
    }

    /** Reads from an offset of the file until the page is full or the file ends. */
    abstract void load(ByteBuffer page, long offset) throws IOException;

    /** A page makes room for another one. */
    abstract void leave(int place, ByteBuffer page, long offset) throws IOException;

    /** The place of a page by its 0-based number; it is read if it is not there. */
    final int place(long number) throws IOException {
        int place = (int) number & (PLACES - 1);
        if (numbers[place] != number) {
            reload(place, number);
        }
        return place;
    }

    /** Reads a page anew. */
    final void reload(int place, long number) throws IOException {
        leave(place);
        ByteBuffer page = pages[place];
        if (page == null) {
            page = ByteBuffer.allocate(pageBytes);
            pages[place] = page;
        }
        load(page.clear(), number * pageBytes);
        page.flip();
        numbers[place] = number;
    }

    /** The page at a place that {@link #place} gave. */
    final ByteBuffer page(int place) {
        ByteBuffer page = pages[place];
        if (page == null) {
            throw new IllegalStateException("there is no page at place " + place);
        }
        return page;
    }

    /** Lets all pages leave; they are read again when they are wanted. */
    final void leaveAll() throws IOException {
        for (int place = 0; place < PLACES; place++) {
            leave(place);
        }
    }

    private void leave(int place) throws IOException {
        ByteBuffer page = pages[place];
        if (numbers[place] >= 0 && page != null) {
            leave(place, page, numbers[place] * pageBytes);
            numbers[place] = -1;
        }
    }
}
