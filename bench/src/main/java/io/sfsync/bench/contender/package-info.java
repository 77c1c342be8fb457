/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The loads that are measured, each with a {@code main}: ours, and those of other Java clients. */
@NullMarked
package io.sfsync.bench.contender;

import org.jspecify.annotations.NullMarked;
