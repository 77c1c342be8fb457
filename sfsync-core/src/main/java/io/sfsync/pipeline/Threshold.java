/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/**
 * A number of records, absolute or relative to all that were processed.
 *
 * @param value a count of at least 1, or a percentage above 0 and at most 100
 * @param percentage whether {@code value} is a percentage
 */
public record Threshold(double value, boolean percentage) {
    /** Below this many processed records a percentage is not judged: one bad record of two is not a trend. */
    public static final int MIN_SAMPLE = 100;

    public Threshold {
        if (percentage ? !(value > 0 && value <= 100) : value < 1 || value != Math.rint(value)) {
            throw new IllegalArgumentException("a threshold must be a count of at least 1 or a percentage above 0% and"
                    + " at most 100%, was " + value + (percentage ? "%" : ""));
        }
    }

    /** Reads {@code 50} or {@code 2.5%}. */
    public static Threshold parse(String text) {
        String trimmed = text.trim();
        boolean percentage = trimmed.endsWith("%");
        String number = percentage ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        try {
            return new Threshold(Double.parseDouble(number.trim()), percentage);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a threshold must be a count such as 50 or a percentage such as 2.5%, was '" + text + "'", e);
        }
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return percentage ? number + "%" : number;
    }

    /** Whether so many of so many records are at or above the threshold. */
    public boolean isReachedBy(long records, long of) {
        return percentage ? of > 0 && 100.0 * records / of >= value : records >= value;
    }
}
