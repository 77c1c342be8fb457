/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Bulk API 1.0: jobs and batches in CSV, XML and JSON, with results in the order of the rows. */
@NullMarked
package io.sfsync.localorg.bulk1;

import org.jspecify.annotations.NullMarked;
