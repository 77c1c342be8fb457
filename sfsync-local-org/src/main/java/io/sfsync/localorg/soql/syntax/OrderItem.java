/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/**
 * One entry of an ORDER BY.
 *
 * @param expression the field or function
 * @param descending whether it is {@code DESC}
 * @param nullsLast whether empty values come last; by default they come first in either direction
 */
public record OrderItem(Expression expression, boolean descending, boolean nullsLast) {}
