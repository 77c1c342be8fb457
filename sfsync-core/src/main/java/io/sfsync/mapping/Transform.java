/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Turns one value into another on its way to its field. Pure: it may be called by several threads. Never called for a
 * missing value.
 */
@FunctionalInterface
public interface Transform {
    /**
     * The new value.
     *
     * @param value never {@code null}
     * @return {@code null} for a missing value, which the null policy then decides about
     * @throws TransformException if the value cannot be turned; the record is then rejected. So it is on any other
     *     exception, whose message may hold the value and is logged at DEBUG only
     */
    @Nullable
    Object apply(Object value);
}
