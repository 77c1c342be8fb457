/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The words and the grammar of SOQL: text in, a syntax tree out; it knows no schema. */
@NullMarked
package io.sfsync.localorg.soql.syntax;

import org.jspecify.annotations.NullMarked;
