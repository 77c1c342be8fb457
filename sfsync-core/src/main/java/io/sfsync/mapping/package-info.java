/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The pure function from a source record to the fields that Salesforce is sent, or to a rejection. */
@NullMarked
package io.sfsync.mapping;

import org.jspecify.annotations.NullMarked;
