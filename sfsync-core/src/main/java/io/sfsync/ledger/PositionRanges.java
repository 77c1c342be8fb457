/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Positions of records in a few words, such as {@code 1-200,205}.
 *
 * @param ranges first and last position of each run of positions, ascending
 */
public record PositionRanges(List<Range> ranges) {
    /** A run of positions. */
    public record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    public PositionRanges {
        ranges = List.copyOf(ranges);
    }

    /** The ranges of ascending positions. */
    public static PositionRanges of(List<Long> positions) {
        List<Range> ranges = new ArrayList<>();
        for (long position : positions) {
            Range end = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (end != null && end.last() + 1 == position) {
                ranges.set(ranges.size() - 1, new Range(end.first(), position));
            } else {
                ranges.add(new Range(position, position));
            }
        }
        return new PositionRanges(ranges);
    }

    /** Reads what {@link #toString} writes. */
    public static PositionRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            long first = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
            ranges.add(new Range(first, dash < 0 ? first : Long.parseLong(range.substring(dash + 1))));
        }
        return new PositionRanges(ranges);
    }

    /** Whether a position is one of these. */
    public boolean contains(long position) {
        return ranges.stream().anyMatch(range -> range.first() <= position && position <= range.last());
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
