/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
    @ParameterizedTest(name = "an org that takes {0} gets {2} to {0}, after at most {1} failures")
    @CsvSource({"200, 0, 200", "199, 1, 150", "100, 4, 100", "40, 6, 36", "3, 8, 3", "1, 8, 1"})
    void finds_what_the_org_takes(int takes, int failures, int atLeast) {
        Width width = Width.adaptive(200, 200);
        int failed = 0;
        for (int call = 0; call < 90; call++) {
            int sent = width.records();
            if (sent > takes) {
                failed++;
                width.tooMany(sent);
            } else {
                width.cameThrough(sent);
            }
        }
        assertThat(width.records()).isBetween(atLeast, takes);
        assertThat(failed).isLessThanOrEqualTo(failures);
    }

    @Test
    void grows_past_old_failures_after_a_long_time() {
        Width width = Width.adaptive(200, 200);
        width.tooMany(200);
        width.tooMany(100);
        IntStream.range(0, 1_000).forEach(call -> width.cameThrough(width.records()));

        assertThat(width.records()).isGreaterThan(150);
    }

    @Test
    void a_lost_lock_makes_no_call_narrower_than_ten() {
        Width width = Width.adaptive(200, 200);
        for (int i = 0; i < 10; i++) {
            width.tooManyAtOnce(width.records());
        }
        assertThat(width.records()).isEqualTo(10);
    }

    @Test
    void a_narrow_call_that_comes_through_says_nothing_about_wider_ones() {
        Width width = Width.adaptive(200, 200);
        width.tooMany(200);
        IntStream.range(0, 50).forEach(call -> width.cameThrough(20));

        assertThat(width.records()).isEqualTo(100);
    }

    @Test
    void a_width_that_was_chosen_stays() {
        Width width = Width.fixed(50);
        assertThat(width.tooMany(50)).isFalse();
        assertThat(width.records()).isEqualTo(50);
    }
}
