/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of an answer to the wire, so that large bodies never stand in memory. */
@FunctionalInterface
public interface BodyWriter {
    /** Writes the whole body; the stream is buffered and is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
}
