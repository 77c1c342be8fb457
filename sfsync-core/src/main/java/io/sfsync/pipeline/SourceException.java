/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/** The source cannot be read further. */
final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceException(long read, Throwable cause) {
        super("the source failed after record " + read + ": " + cause.getMessage(), cause);
    }
}
