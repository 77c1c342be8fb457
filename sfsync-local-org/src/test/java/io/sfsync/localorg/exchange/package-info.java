/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Exchanges of requests and answers, written down in YAML and played against an org. */
@NullMarked
package io.sfsync.localorg.exchange;

import org.jspecify.annotations.NullMarked;
