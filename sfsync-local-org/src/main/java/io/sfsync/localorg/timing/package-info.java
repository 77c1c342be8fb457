/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The org under load: how long things take, row locks, the cost of triggers, and a sink that keeps nothing. */
@NullMarked
package io.sfsync.localorg.timing;

import org.jspecify.annotations.NullMarked;
