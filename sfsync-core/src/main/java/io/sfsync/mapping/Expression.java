/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import org.jspecify.annotations.Nullable;

/** A value or a condition that a language of the host computes. May be called by several threads. */
@FunctionalInterface
public interface Expression {
    /**
     * The result.
     *
     * @param body what the expression sees: a whole record as a map that cannot be changed, or the value of a step
     * @return {@code null} for a missing value; a condition holds on {@link Boolean#TRUE} only
     * @throws Exception if it cannot be computed; the record is then rejected
     */
    @Nullable
    Object evaluate(Object body) throws Exception;
}
