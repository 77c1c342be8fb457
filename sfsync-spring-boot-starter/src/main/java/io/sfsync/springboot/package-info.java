/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The component in hubs that are Spring Boot applications. */
@NullMarked
package io.sfsync.springboot;

import org.jspecify.annotations.NullMarked;
