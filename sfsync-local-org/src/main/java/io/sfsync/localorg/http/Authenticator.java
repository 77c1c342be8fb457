/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

/** Finds the session of a call. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Finds the live session that the call presents.
     *
     * @param call the call with its headers
     * @param family decides which header counts and how a dead session is reported
     * @throws ApiException in the family's own form if there is no live session
     */
    Session authenticate(Call call, Family family);
}
