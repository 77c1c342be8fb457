/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the org does where the behaviour of a real one is only inferred: one named switch for each such place. */
@NullMarked
package io.sfsync.localorg.switches;

import org.jspecify.annotations.NullMarked;
