/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Source rows on their way into the engine: a row of cells against one shared header, with its position. The entry point is
 * {@link io.sfsync.record.RecordReaders}. */
@NullMarked
package io.sfsync.record;

import org.jspecify.annotations.NullMarked;
