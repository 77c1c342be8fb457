/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs: from a record source to a result with one outcome per record. Entry point is {@link io.sfsync.pipeline.SyncPipeline}. */
@NullMarked
package io.sfsync.pipeline;

import org.jspecify.annotations.NullMarked;
