/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The durable account of runs: which record went where, and what came back. */
@NullMarked
package io.sfsync.ledger;

import org.jspecify.annotations.NullMarked;
