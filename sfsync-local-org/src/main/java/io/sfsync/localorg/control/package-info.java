/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The local org's own calls under {@code /control}, outside of what an org has: faults, what was received, a clean org. */
@NullMarked
package io.sfsync.localorg.control;

import org.jspecify.annotations.NullMarked;
