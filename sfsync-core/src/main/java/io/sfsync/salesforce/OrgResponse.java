/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An answer of an org; the body is read while it arrives. Close it. Used by one thread. */
public interface OrgResponse extends Closeable {
    /** The status of an answer that is what it was. */
    int NOT_MODIFIED = 304;

    /** The HTTP status. */
    int status();

    /** The first value of a header, whatever the case of its name. */
    Optional<String> header(String name);

    /**
     * The body.
     *
     * @throws IOException on reading, if the connection ends before the body does
     */
    InputStream body() throws IOException;

    /** Whether the status is 2xx. */
    default boolean isSuccess() {
        return status() / 100 == 2;
    }

    @Override
    void close() throws IOException;
}
