/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.auth.LoginCredentials;
import java.util.List;

/** Tells how to log in to a local org. */
final class LocalOrgNotice {
    private final LocalOrg org;

    LocalOrgNotice(LocalOrg org) {
        this.org = org;
    }

    List<String> lines() {
        LoginCredentials login = org.credentials();
        return List.of(
                "local org: " + org.url(),
                "  client id      " + login.clientId(),
                "  client secret  " + login.clientSecret(),
                "  user           " + login.username(),
                "  password       " + login.password(),
                "  log in:  curl " + org.url() + "/services/oauth2/token -d grant_type=client_credentials -d client_id="
                        + login.clientId() + " -d client_secret=" + login.clientSecret(),
                "  query:   curl -H 'Authorization: Bearer " + org.accessToken() + "' '" + org.url()
                        + "/services/data/v62.0/query?q=SELECT+COUNT()+FROM+Account'",
                "Ctrl-C ends it.");
    }
}
