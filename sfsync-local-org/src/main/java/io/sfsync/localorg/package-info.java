/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The local org. */
@NullMarked
package io.sfsync.localorg;

import org.jspecify.annotations.NullMarked;
