/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The account of a run as JSON. */
public final class SyncResultJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SyncResultJson() {}

    /** The figures of {@link SyncResult#toMap} as one JSON object. */
    public static String of(SyncResult result) {
        try {
            return JSON.writeValueAsString(result.toMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result holds plain values only", e);
        }
    }
}
