/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.Closeable;
import java.io.IOException;

/**
 * A logged-in way to one org: the only port through which the engine speaks HTTP. Safe for use by many threads.
 *
 * <p>An implementation logs in when it first must, adds the access token, and on an answer that says that the session
 * is gone (HTTP 401) logs in again and sends the request once more; at most one login goes on at a time, and a request
 * whose token was replaced meanwhile takes the new one. Every other answer, whatever its status, is returned.
 */
public interface OrgConnection extends Closeable {
    /**
     * Sends one request.
     *
     * @return the answer with its body still to be read; close it
     * @throws NotSentException if the request is known not to have reached the org (no connection, refused login)
     * @throws IOException if it was sent, or may have been, and the answer did not come: what it did is not known
     * @throws InterruptedException if the calling thread was interrupted while it waited
     */
    OrgResponse send(OrgRequest request) throws IOException, InterruptedException;

    /**
     * Which org this is; logs in if that has not happened yet.
     *
     * @throws NotSentException if the login is refused or the org cannot be reached
     */
    OrgIdentity identity() throws IOException, InterruptedException;

    /** The API version of all calls, such as {@code 62.0}. */
    String apiVersion();

    @Override
    default void close() throws IOException {}
}
