/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The REST calls that run SOQL: query, queryAll, and the further pages of their answers. */
@NullMarked
package io.sfsync.localorg.query;

import org.jspecify.annotations.NullMarked;
