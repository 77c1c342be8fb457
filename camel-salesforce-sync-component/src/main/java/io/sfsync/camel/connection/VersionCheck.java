/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.salesforce.NotSentException;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the org once which API versions it speaks (REST API Developer Guide, Versions: {@code GET /services/data}).
 * Without it a version that is not there shows as HTTP 404 on the first call, which says nothing.
 */
final class VersionCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String version;
    private volatile boolean passed;

    VersionCheck(String version) {
        this.version = version;
    }

    /**
     * Passes, once for good, if the org speaks the version.
     *
     * @throws NotSentException if it does not
     * @throws IOException if the org cannot say
     */
    void run(OrgConnection connection) throws IOException, InterruptedException {
        if (passed) {
            return;
        }
        List<String> versions = ask(connection);
        if (!versions.contains(version)) {
            throw new NotSentException(
                    "apiVersion " + version + " is not among the versions of this org, which are " + range(versions)
                            + ": set camel.component.sfsync.apiVersion to one of them",
                    true,
                    new IOException("apiVersion " + version));
        }
        passed = true;
    }

    private static List<String> ask(OrgConnection connection) throws IOException, InterruptedException {
        try (OrgResponse response = connection.send(OrgRequest.of("GET", "/services/data"))) {
            if (!response.isSuccess()) {
                throw new IOException("the org answered HTTP " + response.status()
                        + " when it was asked for its API versions (GET /services/data)");
            }
            List<String> versions = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(response.body())) {
                versions.add(entry.path("version").asText());
            }
            return versions;
        }
    }

    private static String range(List<String> versions) {
        return versions.isEmpty() ? "none" : versions.get(0) + " to " + versions.get(versions.size() - 1);
    }
}
