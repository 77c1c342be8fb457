/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import io.sfsync.localorg.auth.LoginCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Publishes an org to the properties of this JVM. */
final class Development {
    private static final String PREFIX = "sfsync.org.";

    private Development() {}

    static LocalOrg start() {
        String schema = System.getProperty(PREFIX + "schema", "");
        try {
            LocalOrg org = LocalOrg.builder()
                    .schema(schema.isEmpty() ? null : Path.of(schema))
                    .start();
            publish(org);
            return org;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void publish(LocalOrg org) {
        LoginCredentials login = org.credentials();
        System.setProperty(PREFIX + "url", org.url().toString());
        System.setProperty(PREFIX + "clientId", login.clientId());
        System.setProperty(PREFIX + "clientSecret", login.clientSecret());
        System.setProperty(PREFIX + "username", login.username());
        System.setProperty(PREFIX + "password", login.password());
        System.setProperty(PREFIX + "refreshToken", login.refreshToken());
    }
}
