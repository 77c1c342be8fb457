/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** What became of each record, and of the run as a whole. */
@NullMarked
package io.sfsync.outcome;

import org.jspecify.annotations.NullMarked;
