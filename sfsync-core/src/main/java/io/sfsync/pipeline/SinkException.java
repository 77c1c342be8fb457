/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/** A sink did not take its records. */
final class SinkException extends Exception {
    private static final long serialVersionUID = 1L;

    SinkException(String which, Throwable cause) {
        super("the " + which + " sink failed: " + cause.getMessage(), cause);
    }
}
