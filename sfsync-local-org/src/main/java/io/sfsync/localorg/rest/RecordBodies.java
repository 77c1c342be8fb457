/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.schema.ObjectType;
import java.io.IOException;

/** Reads the body of a request that carries one record. */
final class RecordBodies {
    private RecordBodies() {}

    static JsonBody read(Call call, ObjectType object) throws IOException {
        String type = call.mediaType();
        if (!type.isEmpty() && !type.endsWith("json") && !type.equals("text/plain")) {
            throw new ApiException(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "Content type '" + type + "' is not supported for " + object.name() + "; use application/json");
        }
        JsonBody body = JsonBody.of(call);
        if (!body.root().isObject()) {
            throw new ApiException(
                    400,
                    "JSON_PARSER_ERROR",
                    "Cannot deserialize instance of " + object.name() + " from START_ARRAY value ["
                            + " or request may be missing a required field" + body.place(""));
        }
        return body;
    }
}
