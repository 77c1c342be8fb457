/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * An application that may log in on behalf of users.
 *
 * @param clientId the consumer key
 * @param clientSecret the consumer secret
 * @param runAs the login name of the user of the client credentials flow; null switches that flow off
 * @param certificate the public key of the certificate that JWT bearer assertions are verified with; null for none
 */
public record ConnectedApp(
        String clientId,
        String clientSecret,
        @Nullable String runAs,
        @Nullable PublicKey certificate) {
    /** The same with a certificate's key. */
    public ConnectedApp withCertificate(PublicKey key) {
        return new ConnectedApp(clientId, clientSecret, runAs, key);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConnectedApp[" + clientId + "]";
    }
}
