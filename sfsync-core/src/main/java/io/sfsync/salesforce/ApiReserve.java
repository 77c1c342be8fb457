/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

/**
 * The part of an org's requests in 24 hours that runs leave to others.
 *
 * @param value a count of requests, at least 0, or a percentage, 0 to below 100
 * @param percentage whether {@code value} is a percentage
 */
public record ApiReserve(double value, boolean percentage) {
    /** A tenth. */
    public static final ApiReserve DEFAULT = new ApiReserve(10, true);

    private static final int ALL = 100;

    public ApiReserve {
        if (value < 0 || (percentage ? value >= ALL : value != Math.rint(value))) {
            throw new IllegalArgumentException("must be a count of requests such as 2000, or a percentage of 0% to"
                    + " below 100% such as 10%, was " + value + (percentage ? "%" : ""));
        }
    }

    /**
     * Reads {@code 10%} or {@code 2000}.
     *
     * @throws IllegalArgumentException for anything else; the message says what it should be
     */
    public static ApiReserve parse(String text) {
        String trimmed = text.trim();
        boolean percentage = trimmed.endsWith("%");
        String number = percentage ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        if (!number.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException(
                    "must be a count of requests such as 2000, or a percentage such as 10%, was '" + text + "'");
        }
        return new ApiReserve(Double.parseDouble(number), percentage);
    }

    /** How many of so many requests are kept. */
    public long of(long max) {
        return percentage ? (long) Math.ceil(max * value / ALL) : (long) value;
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return percentage ? number + "%" : number;
    }
}
