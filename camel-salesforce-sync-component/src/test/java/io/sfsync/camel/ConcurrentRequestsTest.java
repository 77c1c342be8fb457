/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.camel.connection.OrgPermits;
import io.sfsync.camel.connection.ScriptedOrg;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentRequestsTest {
    private final AtomicInteger inOrg = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void the_bound_holds_over_all_components_that_talk_to_one_org() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (ScriptedOrg org = new ScriptedOrg();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            org.on("/ping", exchange -> {
                inOrg.incrementAndGet();
                answer.await();
                ScriptedOrg.json(exchange, 200, "{}");
            });
            camel.addComponent("one", salesforce(org));
            camel.addComponent("other", salesforce(org));
            SfSyncComponent first = component(camel, "first");
            SfSyncComponent second = component(camel, "second");
            second.setAccessToken("token");
            second.setInstanceUrl(org.url());
            org.validTokens.add("token");
            camel.start();
            List<OrgConnection> connections = List.of(
                    first.connections().get("one"),
                    first.connections().get("other"),
                    second.connections().get("by token"));
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                OrgConnection connection = connections.get(i % 3);
                calls.add(threads.submit(() -> {
                    connection.send(OrgRequest.of("GET", "/ping")).close();
                    return null;
                }));
            }

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> OrgPermits.of(camel).waiting() == 4 && inOrg.get() == 2);
            answer.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(inOrg).hasValue(6);
        } finally {
            threads.shutdownNow();
        }
    }

    private static SfSyncComponent component(DefaultCamelContext camel, String name) {
        SfSyncComponent component = new SfSyncComponent();
        component.setMaxConcurrentRequests(2);
        // two salesforce components could each be wired by itself
        component.setAutowiredEnabled(false);
        camel.addComponent(name, component);
        return component;
    }

    private static SalesforceComponent salesforce(ScriptedOrg org) {
        SalesforceComponent salesforce = new SalesforceComponent();
        salesforce.setLoginUrl(org.url());
        salesforce.setClientId("id");
        salesforce.setClientSecret("secret");
        salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
        salesforce.setLazyLogin(true);
        return salesforce;
    }
}
