/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The SOAP calls that loaders make before and after their work over REST and Bulk: login, logout, and who and when they are. */
@NullMarked
package io.sfsync.localorg.soap;

import org.jspecify.annotations.NullMarked;
