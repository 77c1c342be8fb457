/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** SOQL over the store: queries are checked against a schema, become parameterised SQL, and come back as wire values. */
@NullMarked
package io.sfsync.localorg.soql;

import org.jspecify.annotations.NullMarked;
