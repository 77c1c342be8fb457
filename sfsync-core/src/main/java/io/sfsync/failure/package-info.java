/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The one place that decides what an error of Salesforce means for a record, a batch and a run. */
@NullMarked
package io.sfsync.failure;

import org.jspecify.annotations.NullMarked;
