/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The file that takes a download; what a broken download left is overwritten. */
@FunctionalInterface
public interface TargetFile {
    /** Opens the file, emptied. */
    OutputStream open() throws IOException;

    /** Keeps a whole answer; {@code true} once it is here. */
    default boolean store(InputStream answer) throws IOException {
        try (OutputStream out = open()) {
            answer.transferTo(out);
        }
        return true;
    }
}
