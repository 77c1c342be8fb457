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

/** A connection that makes sure, when it is first asked which org it is, that the org speaks the API version. */
public final class VersionCheckedConnection implements OrgConnection {
    private final OrgConnection connection;
    private final VersionCheck check;

    /** @param connection closed with this one */
    public VersionCheckedConnection(OrgConnection connection) {
        this.connection = connection;
        this.check = new VersionCheck(connection.apiVersion());
    }

    @Override
    public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
        return connection.send(request);
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
