/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The hub. */
@NullMarked
package io.sfsync.hub;

import org.jspecify.annotations.NullMarked;
