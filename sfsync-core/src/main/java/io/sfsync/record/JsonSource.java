/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** Finds out which kind of JSON a source holds: an array, one object, or one object a line. */
final class JsonSource {
    /** A first line longer than this does not decide: the source is then read as one document. */
    private static final int LOOK_AHEAD = 1 << 16;

    private JsonSource() {}

    /** Exact numbers, and strings as long as the longest text that Salesforce takes, with room to spare. */
    static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(100_000_000)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    static RecordReader open(DecodingReader text, String name, Closeable underlying) throws IOException {
        BufferedReader buffered = new BufferedReader(text, LOOK_AHEAD);
        return isOneObjectALine(buffered)
                ? new NdjsonRecordReader(buffered, text, underlying)
                : new JsonRecordReader(buffered, text, name, underlying);
    }

    private static boolean isOneObjectALine(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        StringBuilder line = new StringBuilder();
        int c = text.read();
        while (c >= 0
                && line.length() < LOOK_AHEAD - 1
                && !(c == '\n' && !line.toString().isBlank())) {
            line.append((char) c);
            c = text.read();
        }
        text.reset();
        String first = line.toString().strip();
        return first.startsWith("{") && isWhole(first);
    }

    private static boolean isWhole(String line) {
        try {
            return mapper().readValue(line, Map.class) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** What is wrong, without the text that is wrong: records are nobody's business in a log. */
    static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        int token = message.indexOf("Unrecognized token '");
        if (token >= 0) {
            return "unrecognized token";
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
