/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.ApiException;

/** The errors of the token endpoint in the recorded words. */
final class OAuthErrors {
    private OAuthErrors() {}

    static ApiException invalidGrant(String description) {
        return new ApiException(400, "invalid_grant", description);
    }

    static ApiException unknownClient() {
        return new ApiException(400, "invalid_client_id", "client identifier invalid");
    }

    static ApiException wrongSecret() {
        return new ApiException(400, "invalid_client", "invalid client credentials");
    }

    static ApiException missing(String parameter) {
        return new ApiException(400, "invalid_request", "missing required parameter: " + parameter);
    }

    static ApiException unsupportedGrant() {
        return new ApiException(400, "unsupported_grant_type", "grant type not supported");
    }

    static ApiException badToken() {
        return new ApiException(400, "unsupported_token_type", "this token type is not supported");
    }
}
