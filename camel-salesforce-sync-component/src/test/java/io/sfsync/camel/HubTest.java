/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hub that is logged in to a local org, for tests with routes. */
@Timeout(60)
abstract class HubTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.of(
            LocalOrg.builder().schema(java.nio.file.Path.of("src/test/resources/org-schema.yaml")));

    final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    final void logIn() {
        camel.addComponent("salesforce", salesforce());
    }

    static SalesforceComponent salesforce() {
        return salesforce(ORG.org());
    }

    static SalesforceComponent salesforce(LocalOrg org) {
        SalesforceComponent salesforce = new SalesforceComponent();
        salesforce.setLoginUrl(org.url().toString());
        salesforce.setClientId(org.credentials().clientId());
        salesforce.setClientSecret(org.credentials().clientSecret());
        salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
        salesforce.setLazyLogin(true);
        return salesforce;
    }

    @AfterEach
    final void stopHub() {
        camel.stop();
    }

    /** Starts the hub with these routes. */
    final CamelContext start(RoutesBuilder... routes) throws Exception {
        for (RoutesBuilder builder : routes) {
            camel.addRoutes(builder);
        }
        camel.start();
        return camel;
    }

    /** Sends a body and waits; the exchange may have failed. */
    final Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends a body with headers and waits; the exchange may have failed. */
    final Exchange send(String uri, Object body, Map<String, Object> headers) {
        return camel.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
    }

    /** Sends a body that must arrive. */
    final SyncResult load(String uri, Object body) {
        Exchange exchange = send(uri, body);
        if (exchange.getException() != null) {
            throw new AssertionError("the load failed", exchange.getException());
        }
        return exchange.getMessage().getBody(SyncResult.class);
    }

    /** Accounts named with numbers from 1. */
    static List<Map<String, Object>> accounts(int count) {
        List<Map<String, Object>> accounts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            accounts.add(new LinkedHashMap<>(Map.of("Name", "Account " + i)));
        }
        return accounts;
    }

    /** The names of the accounts in the org, in their order. */
    static List<String> namesInOrg() {
        return ORG.org().query("SELECT Name FROM Account ORDER BY Name").stream()
                .map(record -> (String) record.get("Name"))
                .toList();
    }
}
