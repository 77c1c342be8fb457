/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Certificates for clients that insist on https: an authority made at start, and a certificate for loopback signed by it. */
@NullMarked
package io.sfsync.localorg.tls;

import org.jspecify.annotations.NullMarked;
