/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

/** A value cannot be turned into what a transform makes. The message is shown to users and must not hold the value. */
public class TransformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what the value is not, such as {@code is not a whole number} */
    public TransformException(String reason) {
        super(reason);
    }

    /** @param reason what the value is not, such as {@code is not a whole number} */
    public TransformException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
