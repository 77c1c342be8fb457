/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Where error and success records go: endpoints, beans and files. */
@NullMarked
package io.sfsync.camel.sink;

import org.jspecify.annotations.NullMarked;
