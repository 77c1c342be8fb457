/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import io.sfsync.salesforce.HttpOrgConnection;
import io.sfsync.salesforce.NotSentException;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.time.Duration;

/** A connection that logs in again when its session is over, once for each request, and is not patient. */
final class RenewingConnection implements OrgConnection {
    private final TestOrg org;
    private final Duration idleTimeout;
    private volatile HttpOrgConnection current;

    RenewingConnection(TestOrg org, Duration idleTimeout) {
        this.org = org;
        this.idleTimeout = idleTimeout;
        this.current = org.connection();
    }

    @Override
    public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
        OrgRequest impatient = request.withIdleTimeout(idleTimeout);
        try {
            OrgResponse response = current.send(impatient);
            // Bulk API 1.0 says it with 400; a login too many does no harm here.
            if (response.status() != 400 || !request.isAsync()) {
                return response;
            }
            response.close();
        } catch (NotSentException e) {
            if (!e.isPermanent()) {
                throw e;
            }
        }
        current = org.connection();
        return current.send(impatient);
    }

    @Override
    public OrgIdentity identity() throws IOException, InterruptedException {
        return current.identity();
    }

    @Override
    public String apiVersion() {
        return current.apiVersion();
    }
}
