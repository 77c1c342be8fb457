/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

/**
 * What a client needs to log in. The defaults are known to everybody: the local org is a toy on loopback.
 *
 * @param clientId the consumer key
 * @param clientSecret the consumer secret
 * @param username the login name of the administrator
 * @param password the administrator's password; there is no security token
 * @param refreshToken a refresh token of the administrator for this application
 */
public record LoginCredentials(
        String clientId, String clientSecret, String username, String password, String refreshToken) {
    /** The credentials that every local org accepts unless it is told otherwise. */
    public static LoginCredentials standard() {
        return new LoginCredentials(
                "3MVG9.local.org.consumer.key",
                "local-org-consumer-secret",
                "admin@local-org.example",
                "local-org-password",
                "5Aep861.local.org.refresh.token");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "LoginCredentials[" + clientId + ", " + username + "]";
    }
}
