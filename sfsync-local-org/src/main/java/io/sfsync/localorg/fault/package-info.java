/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Faults by name: what may go wrong between a client and an org, at the request or chunk where a test wants it. */
@NullMarked
package io.sfsync.localorg.fault;

import org.jspecify.annotations.NullMarked;
