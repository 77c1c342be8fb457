/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.failure.Backoff;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.describe.DescribeCache;
import io.sfsync.salesforce.describe.Describer;
import io.sfsync.schema.ObjectSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an org says about its objects is asked for seldom, and read again only where it changed. */
class DescribeCacheTest {
    private final Wound clock = new Wound();

    /** A clock that stands still until it is wound on. */
    private static final class Wound extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static Stream<Integer> statuses(LocalOrg org) {
        return org.requests().list().stream()
                .filter(entry -> entry.uri().contains("/describe"))
                .map(entry -> entry.status());
    }

    @Test
    void what_did_not_change_is_not_sent_again() throws Exception {
        try (TestOrg test = TestOrg.start()) {
            RetryPolicy once = new RetryPolicy(
                    0,
                    new Backoff(Duration.ZERO, Duration.ZERO),
                    Duration.ofHours(1),
                    duration -> {},
                    Clock.systemUTC(),
                    () -> 0);
            LongAdder requests = new LongAdder();
            Describer describer =
                    new Describer(new OrgClient(test.connection(), once, requests), new DescribeCache(clock));
            ObjectSchema first = describer.object("Account");

            assertThat(describer.object("account")).isSameAs(first);
            assertThat(statuses(test.org())).containsExactly(200);

            clock.now = clock.now.plus(Duration.ofHours(1));
            assertThat(describer.object("ACCOUNT")).isSameAs(first);
            assertThat(describer.object("Account")).isSameAs(first);

            assertThat(statuses(test.org())).containsExactly(200, 304);
            assertThat(requests.sum()).isEqualTo(2);
        }
    }
}
