/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the Salesforce API, such as 62.0.
 *
 * @param number the whole number before the dot, {@link #OLDEST} to {@link #NEWEST}
 */
public record ApiVersion(int number) implements Comparable<ApiVersion> {
    /** The oldest version that is answered. */
    public static final int OLDEST = 20;

    /** The newest version that is answered (Winter '27). */
    public static final int NEWEST = 68;

    private static final Pattern FORM = Pattern.compile("(\\d{2})\\.0");

    public ApiVersion {
        if (number < OLDEST || number > NEWEST) {
            throw new IllegalArgumentException(
                    "API version must be " + OLDEST + ".0 to " + NEWEST + ".0, was " + number + ".0");
        }
    }

    /** Reads {@code 62.0}; empty for any other form and for versions outside the bounds. */
    public static Optional<ApiVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        return number < OLDEST || number > NEWEST ? Optional.empty() : Optional.of(new ApiVersion(number));
    }

    /** True if this version is the given one or a later one. */
    public boolean isAtLeast(int other) {
        return number >= other;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return Integer.compare(number, other.number);
    }

    /** {@code 62.0}. */
    @Override
    public String toString() {
        return number + ".0";
    }
}
