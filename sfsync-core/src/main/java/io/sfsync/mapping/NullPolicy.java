/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

/** What a missing value ({@code null} or an empty cell) does to its field, whatever the API. */
public enum NullPolicy {
    /** The field is left alone. The default. */
    IGNORE,
    /** The field is emptied. */
    CLEAR
}
