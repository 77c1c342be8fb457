/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Questions in SOQL. */
@NullMarked
package io.sfsync.salesforce.query;

import org.jspecify.annotations.NullMarked;
