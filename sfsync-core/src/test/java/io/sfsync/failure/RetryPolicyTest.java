/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void waits_before_each_of_its_retries_and_then_gives_up() throws Exception {
        RetryPolicy.Attempts attempts = policy(2, Duration.ofHours(1)).start();

        assertThat(attempts.waitForNext(Duration.ZERO)).isTrue();
        assertThat(attempts.waitForNext(Duration.ZERO)).isTrue();
        assertThat(attempts.waitForNext(Duration.ZERO)).isFalse();
        assertThat(attempts.failures()).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void waits_as_long_as_the_org_asks_for() throws Exception {
        assertThat(policy(1, Duration.ofHours(1)).start().waitForNext(Duration.ofSeconds(30)))
                .isTrue();
        assertThat(waits).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void no_retry_starts_after_the_longest_time() throws Exception {
        RetryPolicy.Attempts attempts = policy(10, Duration.ofSeconds(2)).start();

        assertThat(attempts.waitForNext(Duration.ZERO)).isTrue();
        assertThat(attempts.waitForNext(Duration.ZERO)).isTrue();
        assertThat(attempts.waitForNext(Duration.ZERO)).isFalse();
    }

    @Test
    void once_means_no_retry() throws Exception {
        assertThat(policy(5, Duration.ofHours(1)).once().start().waitForNext(Duration.ZERO))
                .isFalse();
    }

    private RetryPolicy policy(int retries, Duration maxTime) {
        Sleeper sleeper = duration -> {
            waits.add(duration);
            now = now.plus(duration);
        };
        return new RetryPolicy(
                retries, new Backoff(Duration.ofSeconds(1), Backoff.MAX_DELAY), maxTime, sleeper, clock(), () -> 0);
    }

    private Clock clock() {
        return new Clock() {
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
        };
    }
}
