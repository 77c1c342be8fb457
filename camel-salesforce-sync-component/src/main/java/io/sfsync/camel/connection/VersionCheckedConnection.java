/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.net.URI;

/**
 * A connection that makes sure, when it is first asked which org it is, that the org speaks the API version, and that no
 * more requests than allowed wait for their answer at the same time.
 */
public final class VersionCheckedConnection implements OrgConnection {
    private final OrgConnection connection;
    private final VersionCheck check;
    private final OrgPermits permits;
    private final URI instanceUrl;
    private final int maxConcurrentRequests;

    /**
     * @param connection closed with this one
     * @param instanceUrl where its requests go
     * @param permits shared by all that send requests to the org
     * @param maxConcurrentRequests most requests to the org whose answer has not begun yet, at least 1
     */
    public VersionCheckedConnection(
            OrgConnection connection, URI instanceUrl, OrgPermits permits, int maxConcurrentRequests) {
        this.instanceUrl = instanceUrl;
        this.permits = permits;
        this.maxConcurrentRequests = maxConcurrentRequests;
        this.connection = connection;
        this.check = new VersionCheck(connection.apiVersion());
    }

    @Override
    public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
        OrgPermits.Permit permit = permits.acquire(instanceUrl, maxConcurrentRequests);
        try {
            return connection.send(request);
        } finally {
            permit.release();
        }
    }

    @Override
    public OrgIdentity identity() throws IOException, InterruptedException {
        check.run(connection);
        return connection.identity();
    }

    @Override
    public String apiVersion() {
        return connection.apiVersion();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
