/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as the Bulk APIs write them. */
public final class BulkDates {
    private static final DateTimeFormatter JSON = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter XML = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private BulkDates() {}

    /** {@code 2024-09-09T19:25:27.000+0000}; the milliseconds are cut off, as in every recording. */
    public static String json(Instant time) {
        return JSON.format(seconds(time));
    }

    /** {@code 2024-09-09T19:25:27.000Z}. */
    public static String xml(Instant time) {
        return XML.format(seconds(time));
    }

    private static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
