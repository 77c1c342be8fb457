/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who may call: users, applications, sessions, the OAuth token endpoint, and identity. */
@NullMarked
package io.sfsync.localorg.auth;

import org.jspecify.annotations.NullMarked;
