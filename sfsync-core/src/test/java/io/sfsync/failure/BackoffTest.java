/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Test
    void doubles_until_the_cap() {
        assertThat(backoff.delay(1, 0.9999)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(1));
        assertThat(backoff.delay(2, 0.9999)).isBetween(Duration.ofMillis(1_990), Duration.ofSeconds(2));
        assertThat(backoff.delay(5, 0.9999)).isBetween(Duration.ofMillis(9_900), Duration.ofSeconds(10));
        assertThat(backoff.delay(1_000, 0.9999)).isBetween(Duration.ofMillis(9_900), Duration.ofSeconds(10));
    }

    @Test
    void jitter_takes_off_up_to_a_half() {
        assertThat(backoff.delay(1, 0)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void negative_delays_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ofSeconds(-1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(-1)));
    }
}
