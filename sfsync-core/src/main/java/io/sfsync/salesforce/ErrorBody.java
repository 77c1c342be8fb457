/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.RecordError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the errors of an answer: a JSON array as REST and Bulk API 2.0 send it, or the one XML or JSON object of Bulk
 * API 1.0 (Bulk API Developer Guide, Errors).
 */
final class ErrorBody {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorBody.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern CODE = Pattern.compile("<exceptionCode>([^<]*)</exceptionCode>");
    private static final Pattern MESSAGE = Pattern.compile("<exceptionMessage>([^<]*)</exceptionMessage>");

    private ErrorBody() {}

    /** The errors; none where the answer is not one of Salesforce's, such as a page of a proxy, or half an answer. */
    static List<RecordError> read(OrgResponse response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_BYTES);
            return bytes.length > 0 && bytes[0] == '<' ? xml(new String(bytes, StandardCharsets.UTF_8)) : json(bytes);
        } catch (IOException e) {
            LOG.debug("The body of an error answer is not what Salesforce sends: {}", e.getMessage());
            return List.of();
        }
    }

    private static List<RecordError> xml(String text) {
        Matcher code = CODE.matcher(text);
        Matcher message = MESSAGE.matcher(text);
        return code.find() ? List.of(RecordError.of(code.group(1), message.find() ? message.group(1) : "")) : List.of();
    }

    private static List<RecordError> json(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        List<RecordError> errors = new ArrayList<>();
        if (json.has("exceptionCode")) {
            errors.add(RecordError.of(
                    json.path("exceptionCode").asText(),
                    json.path("exceptionMessage").asText()));
        }
        for (JsonNode error : json.isArray() ? json : List.<JsonNode>of()) {
            RecordError read = error(error);
            if (read != null) {
                errors.add(read);
            }
        }
        return errors;
    }

    /** Reads {@code {"errorCode", "message", "fields"}}, or {@code statusCode} as collections have it. */
    private static @Nullable RecordError error(JsonNode error) {
        String code = error.path("errorCode").asText(error.path("statusCode").asText());
        List<String> fields = new ArrayList<>();
        error.path("fields").forEach(field -> fields.add(field.asText()));
        return code.isEmpty()
                ? null
                : new RecordError(code, error.path("message").asText(), fields);
    }
}
