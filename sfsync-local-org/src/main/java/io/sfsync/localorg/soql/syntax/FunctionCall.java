/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A function of a field: {@code COUNT(Id)}, {@code CALENDAR_YEAR(CreatedDate)}, {@code toLabel(StageName)}.
 *
 * @param name the name as written
 * @param argument what it is applied to, or null for {@code COUNT()}
 * @param position where it begins in the query
 */
public record FunctionCall(String name, @Nullable Expression argument, int position) implements Expression {}
