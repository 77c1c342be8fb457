/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** The way from the component to an org: the hub's salesforce component, or an access token. */
@NullMarked
package io.sfsync.camel.connection;

import org.jspecify.annotations.NullMarked;
