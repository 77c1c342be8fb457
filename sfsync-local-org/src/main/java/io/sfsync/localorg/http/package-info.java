/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** HTTP as the org speaks it: calls, routes, answers, error bodies, and the Jetty server that carries them. */
@NullMarked
package io.sfsync.localorg.http;

import org.jspecify.annotations.NullMarked;
