/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The body of a request. Only kinds that can be sent again are offered: a new login repeats the request. */
public sealed interface OrgBody {
    /** The value of the {@code Content-Type} header. */
    String contentType();

    /** A body in memory. The array is kept, not copied. */
    @SuppressWarnings("ArrayRecordComponent") // the engine's own buffer, never compared
    record Bytes(String contentType, byte[] bytes, int length) implements OrgBody {}

    /** A whole file, sent from disk with its length. */
    record FileBody(String contentType, Path file) implements OrgBody {}

    /** JSON text in UTF-8. */
    static OrgBody json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Bytes("application/json; charset=UTF-8", bytes, bytes.length);
    }
}
