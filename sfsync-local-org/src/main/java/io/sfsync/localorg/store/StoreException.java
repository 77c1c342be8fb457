/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

/** The database under the org failed. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message what could not be done
     * @param cause what the database said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
