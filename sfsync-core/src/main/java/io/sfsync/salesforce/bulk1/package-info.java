/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The requests of Bulk API 1.0. */
@NullMarked
package io.sfsync.salesforce.bulk1;

import org.jspecify.annotations.NullMarked;
