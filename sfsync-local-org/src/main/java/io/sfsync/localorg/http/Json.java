/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON as the org reads and writes it: compact, UTF-8, with decimals kept exact. */
public final class Json {
    /** The one mapper; it is thread-safe and must not be configured further. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /**
     * Reads the call's body as JSON.
     *
     * @throws ApiException 400 JSON_PARSER_ERROR with the parser's words, as recorded, for a body that is empty or broken
     */
    public static JsonNode body(Call call) throws IOException {
        byte[] bytes = call.body().readAllBytes();
        if (bytes.length == 0) {
            throw new ApiException(
                    400, "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new ApiException(400, "JSON_PARSER_ERROR", wording(e));
        }
    }

    /** "Unexpected character … at [line:1, column:18]": Jackson's words with Salesforce's form of the place. */
    static String wording(JsonProcessingException e) {
        String words = e.getOriginalMessage();
        if (e.getLocation() == null) {
            return words;
        }
        return words + " at [line:" + e.getLocation().getLineNr() + ", column:"
                + e.getLocation().getColumnNr() + "]";
    }
}
