/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "0%", "100.1%", "-3%", "many", "%", ""})
    void what_is_no_count_and_no_percentage_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Threshold.parse(text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailOn.parse(text))
                .withMessageStartingWith("failOn must be never, all, any, a count");
    }

    @Test
    void counts_are_reached_at_their_value_and_percentages_at_their_part() {
        assertThat(Threshold.parse(" 5 ").isReachedBy(4, 4)).isFalse();
        assertThat(Threshold.parse("5").isReachedBy(5, 1_000)).isTrue();
        assertThat(Threshold.parse("2.5 %").isReachedBy(24, 1_000)).isFalse();
        assertThat(Threshold.parse("2.5%").isReachedBy(25, 1_000)).isTrue();
        assertThat(Threshold.parse("100%").isReachedBy(0, 0)).isFalse();
    }
}
