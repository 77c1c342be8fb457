/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VersionCheckedConnectionTest {
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch two = new CountDownLatch(2);

    private final OrgConnection slow = new OrgConnection() {
        @Override
        public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            two.countDown();
            two.await();
            waiting.decrementAndGet();
            throw new IOException("no answer");
        }

        @Override
        public OrgIdentity identity() {
            return new OrgIdentity("", URI.create("http://127.0.0.1"));
        }

        @Override
        public String apiVersion() {
            return "62.0";
        }
    };

    @Test
    void no_more_requests_than_allowed_wait_for_their_answer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (VersionCheckedConnection connection =
                new VersionCheckedConnection(slow, URI.create("http://127.0.0.1"), new OrgPermits(), 2)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(threads.submit(() -> {
                    assertThat(sends(connection)).isFalse();
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValue(2);
    }

    private static boolean sends(OrgConnection connection) throws InterruptedException {
        try {
            connection.send(OrgRequest.of("GET", "/")).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
