/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer of a call inside another one.
 *
 * @param status the HTTP status
 * @param body the body, a JSON null for none
 * @param headers the headers that composite answers repeat
 */
record SubAnswer(int status, JsonNode body, Map<String, String> headers) {
    private static final List<String> REPEATED = List.of("Location", "ETag", "Last-Modified");

    /** Makes the call. */
    static SubAnswer of(Router router, Call call) {
        try {
            Answer answer = router.dispatch(call);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String name : REPEATED) {
                String value = answer.header(name);
                if (value != null) {
                    headers.put(name, value);
                }
            }
            Object tree = answer.tree();
            JsonNode body = tree == null ? NullNode.getInstance() : Json.MAPPER.valueToTree(tree);
            return new SubAnswer(answer.status(), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isFailed() {
        return status >= 400;
    }

    /** An error of the org's own making; key order as recorded in apache/camel's fixtures. */
    static SubAnswer error(int status, String code, String message) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("errorCode", code);
        error.put("message", message);
        return new SubAnswer(status, Json.MAPPER.valueToTree(List.of(error)), Map.of());
    }
}
