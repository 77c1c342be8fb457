/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Clients that know nothing of this project, unmodified, at work with a local org. */
package io.sfsync.localorg.strangers;
