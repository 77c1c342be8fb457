/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;

/** Answers the calls of one route. */
@FunctionalInterface
public interface CallHandler {
    /**
     * Answers one call.
     *
     * @throws ApiException for an error that the caller is told
     * @throws IOException if the request body cannot be read
     */
    Answer handle(Call call) throws IOException;
}
