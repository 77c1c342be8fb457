/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The HTTP port to an org. Nothing outside this package and its children speaks HTTP. */
@NullMarked
package io.sfsync.salesforce;

import org.jspecify.annotations.NullMarked;
