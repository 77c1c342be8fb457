/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/** What stands on the left of a comparison, in a GROUP BY or in an ORDER BY. */
public sealed interface Expression permits FieldPath, FunctionCall {

    /** Where it begins in the query, a 0-based index. */
    int position();
}
