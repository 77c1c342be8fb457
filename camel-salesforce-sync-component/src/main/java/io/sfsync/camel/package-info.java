/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The sfsync component. */
@NullMarked
package io.sfsync.camel;

import org.jspecify.annotations.NullMarked;
