/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

/**
 * One login. Compared by identity: an org may give the same token to two logins.
 *
 * <p>Not a record, whose text would show the token.
 */
final class Login {
    private final String accessToken;
    private final String instanceUrl;

    Login(String accessToken, String instanceUrl) {
        this.accessToken = accessToken;
        this.instanceUrl = instanceUrl;
    }

    String accessToken() {
        return accessToken;
    }

    /** Where requests go, without a slash at the end. */
    String instanceUrl() {
        return instanceUrl;
    }
}
