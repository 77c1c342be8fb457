/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.connection.CamelOrgConnection;
import io.sfsync.camel.connection.OrgPermits;
import io.sfsync.camel.connection.VersionCheckedConnection;
import io.sfsync.pipeline.OrgKnowledge;
import io.sfsync.salesforce.HttpOrgConnection;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.describe.DescribeCache;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.jspecify.annotations.Nullable;

/** The connections of a component: one for each salesforce component that its endpoints name, or one over a token. */
final class OrgConnections {
    private final SfSyncComponent component;
    private final Map<String, CamelOrgConnection> byName = new LinkedHashMap<>();
    private final Map<OrgConnection, DescribeCache> describes = new HashMap<>();
    private final Map<OrgConnection, OrgKnowledge> knowledge = new HashMap<>();
    private @Nullable OrgConnection byToken;

    OrgConnections(SfSyncComponent component) {
        this.component = component;
    }

    /**
     * The connection over this salesforce component, which is started if it is not.
     *
     * @throws IllegalArgumentException if there is none, with the properties that make one
     */
    synchronized OrgConnection get(String name) {
        String accessToken = component.getAccessToken();
        String instanceUrl = component.getInstanceUrl();
        if (accessToken != null && instanceUrl != null) {
            return overToken(instanceUrl, accessToken);
        }
        return byName.computeIfAbsent(name, this::open);
    }

    /**
     * Lets the context know the component of that name if it is a bean. The beans of a Kamelet or a route template are there
     * only while its routes are made: when these start, it would be too late.
     */
    void findNow(String name) {
        CamelContext context = component.getCamelContext();
        if (context.getRegistry().lookupByNameAndType(name, SalesforceComponent.class) != null) {
            context.getComponent(name);
        }
    }

    /** What the org has said about its objects; all that use this connection share it. */
    synchronized DescribeCache describes(OrgConnection connection) {
        return describes.computeIfAbsent(connection, any -> new DescribeCache(Clock.systemUTC()));
    }

    /** What runs have learned about the org; all that use this connection share it. */
    synchronized OrgKnowledge knowledge(OrgConnection connection) {
        return knowledge.computeIfAbsent(connection, any -> new OrgKnowledge(component.reserve()));
    }

    private OrgConnection overToken(String instanceUrl, String accessToken) {
        OrgConnection connection = byToken;
        if (connection == null) {
            URI address = URI.create(instanceUrl);
            connection = new VersionCheckedConnection(
                    new HttpOrgConnection(address, accessToken, component.getApiVersion()),
                    address,
                    OrgPermits.of(component.getCamelContext()),
                    component.getMaxConcurrentRequests());
            byToken = connection;
        }
        return connection;
    }

    /** Those over salesforce components that are open, by the name of their salesforce component. */
    synchronized Map<String, CamelOrgConnection> opened() {
        return new LinkedHashMap<>(byName);
    }

    synchronized void close() throws IOException {
        describes.clear();
        knowledge.clear();
        OrgConnection token = byToken;
        byToken = null;
        if (token != null) {
            token.close();
        }
        List<CamelOrgConnection> all = new ArrayList<>(byName.values());
        byName.clear();
        all.forEach(CamelOrgConnection::close);
    }

    private CamelOrgConnection open(String name) {
        SalesforceComponent given = component.getSalesforceComponent();
        SalesforceComponent salesforce = given == null ? lookup(name) : given;
        return new CamelOrgConnection(
                salesforce,
                name,
                component.getApiVersion(),
                OrgPermits.of(component.getCamelContext()),
                component.getMaxConcurrentRequests(),
                Duration.ofMillis(component.getIdleTimeout()));
    }

    private SalesforceComponent lookup(String name) {
        SalesforceComponent salesforce;
        try {
            salesforce = component.getCamelContext().getComponent(name, SalesforceComponent.class);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(wayOut(name), e);
        }
        if (salesforce == null || salesforce.getSession() == null) {
            throw new IllegalArgumentException(wayOut(name));
        }
        return salesforce;
    }

    private static String wayOut(String name) {
        String prefix = "camel.component." + name + ".";
        return "sfsync logs in through the salesforce component '" + name + "', which does not start: set " + prefix
                + "loginUrl, " + prefix + "clientId and either " + prefix + "clientSecret (client credentials), or "
                + prefix + "clientSecret, userName and password, or " + prefix + "clientSecret and refreshToken, or "
                + prefix + "userName and keystore.resource (JWT); with " + prefix
                + "lazyLogin=true the hub also starts while Salesforce is down";
    }
}
