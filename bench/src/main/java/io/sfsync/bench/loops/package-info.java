/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The inner loops under JMH. */
@NullMarked
package io.sfsync.bench.loops;

import org.jspecify.annotations.NullMarked;
