/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

/** The line ending a job says its data has. */
public enum LineEnding {
    /** Line feed, the default. */
    LF,
    /** Carriage return and line feed. */
    CRLF
}
