/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The bodies that a run reads, as records. */
@NullMarked
package io.sfsync.camel.body;

import org.jspecify.annotations.NullMarked;
