/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Bulk API 2.0, the query half: jobs, their processing, and the pages of their results. */
@NullMarked
package io.sfsync.localorg.bulk2query;

import org.jspecify.annotations.NullMarked;
