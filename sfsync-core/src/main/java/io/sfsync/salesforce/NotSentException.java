/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.IOException;

/** A request did not reach the org, so it did nothing there: sending it again is safe. */
public class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    /**
     * @param message what was tried, where, and the way out
     * @param permanent whether trying again cannot help, as with a refused password
     * @param cause what the HTTP client said
     */
    public NotSentException(String message, boolean permanent, Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether trying again cannot help until somebody changes the configuration. */
    public boolean isPermanent() {
        return permanent;
    }
}
