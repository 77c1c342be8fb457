/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;

/** A source, or the rest of it, is not what it should be: no CSV, broken JSON, a header that names a column twice. */
public class UnreadableSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message the source, what is wrong with it and the way out */
    public UnreadableSourceException(String message) {
        super(message);
    }

    /** @param message the source, what is wrong with it and the way out */
    public UnreadableSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
