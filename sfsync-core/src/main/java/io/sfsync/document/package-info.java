/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */

/** Documents that people write: YAML with line numbers, all problems at once, and what was probably meant. */
@NullMarked
package io.sfsync.document;

import org.jspecify.annotations.NullMarked;
