/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The runs that go on in this JVM: kept for redelivery, guarded against overlap, stopped with their routes. */
@NullMarked
package io.sfsync.camel.run;

import org.jspecify.annotations.NullMarked;
