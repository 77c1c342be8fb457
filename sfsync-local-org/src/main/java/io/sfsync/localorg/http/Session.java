/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

/**
 * Who makes a call.
 *
 * @param id the session id, which is also the access token
 * @param userId the user's 18-character id
 * @param username the user's login name
 * @param profile the name of the user's profile, such as {@code System Administrator}
 * @param organizationId the org's 18-character id
 * @param clientId the consumer key of the application that logged in; empty for a SOAP login
 */
public record Session(
        String id, String userId, String username, String profile, String organizationId, String clientId) {
    /** Without the session id, which is a secret. */
    @Override
    public String toString() {
        return "Session[" + username + "]";
    }
}
