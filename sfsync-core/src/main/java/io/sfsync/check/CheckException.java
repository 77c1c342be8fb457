/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

/** What a run wants to send does not fit the org. The message says what, and the way out. */
public class CheckException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A misfit that this message tells in full. */
    public CheckException(String message) {
        super(message);
    }
}
