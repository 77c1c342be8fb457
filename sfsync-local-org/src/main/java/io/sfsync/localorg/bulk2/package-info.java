/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Bulk API 2.0, the ingest half: jobs, their data on disk, their processing, and their results. */
@NullMarked
package io.sfsync.localorg.bulk2;

import org.jspecify.annotations.NullMarked;
