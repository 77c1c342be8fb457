/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Loads by configuration: a file that says what is read, how it is mapped and where it goes, and the route of it. */
@NullMarked
package io.sfsync.camel.pipeline;

import org.jspecify.annotations.NullMarked;
