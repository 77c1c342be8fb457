/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** What both Bulk APIs share: job ids, CSV as the org reads it, column headers, and the work of chunks of 200 rows. */
@NullMarked
package io.sfsync.localorg.bulk;

import org.jspecify.annotations.NullMarked;
