/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

/** Stands where a record says nothing at all about a column, other than {@code null}, which says that it is missing. */
public enum Absent {
    /** The one absent value. */
    VALUE
}
