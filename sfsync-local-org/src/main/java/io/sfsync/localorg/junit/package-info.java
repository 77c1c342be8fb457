/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The local org as a JUnit 5 extension. */
@NullMarked
package io.sfsync.localorg.junit;

import org.jspecify.annotations.NullMarked;
