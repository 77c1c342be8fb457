/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Measures whole loads: each contender is a process of its own, against one org that takes everything. */
@NullMarked
package io.sfsync.bench;

import org.jspecify.annotations.NullMarked;
