/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncResultJson;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Converter;

/** Converts the result of a run for routes: to a map of plain values, and to JSON as text, bytes or stream. */
@Converter(generateLoader = true)
public final class SyncResultConverters {
    private SyncResultConverters() {}

    /** The figures as plain values; errors are the first 1,000. */
    @Converter
    public static Map<String, Object> toMap(SyncResult result) {
        return result.toMap();
    }

    /** The same as JSON. */
    @Converter
    public static String toJson(SyncResult result) {
        return SyncResultJson.of(result);
    }

    /** The same as JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(SyncResult result) {
        return toJson(result).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(SyncResult result) {
        return new ByteArrayInputStream(toBytes(result));
    }
}
