/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Source rows on their way into the engine. */
@NullMarked
package io.sfsync.record;

import org.jspecify.annotations.NullMarked;
