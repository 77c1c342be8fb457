/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrgLimitsTest {
    private final OrgLimits limits = new OrgLimits(ApiReserve.DEFAULT);

    @Test
    void what_is_not_known_is_no_limit() {
        assertThat(limits.hasRoom()).isTrue();
        assertThat(limits.tryEnter()).isTrue();
        limits.leave("");
        assertThat(limits.left()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void an_allowance_of_nothing_is_none() {
        limits.tryEnter();
        limits.leave("api-usage=3/0");

        assertThat(limits.hasRoom()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "api-usage=540/15000 | 540 | 15000",
                "api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app) | 25 | 5000",
                "per-app-api-usage=17/250(appName=sample-connected-app) | -1 | -1",
                "nonsense | -1 | -1",
            })
    void reads_the_header_of_an_answer(String header, long used, long max) {
        limits.tryEnter();
        limits.leave(header);

        assertThat(limits.used()).isEqualTo(used);
        assertThat(limits.max()).isEqualTo(max);
    }

    @Test
    void counts_on_where_an_answer_does_not_tell_and_what_is_under_way() throws Exception {
        limits.learn(new ObjectMapper().readTree("{\"DailyApiRequests\":{\"Max\":100,\"Remaining\":12}}"));
        assertThat(limits.tryEnter()).isTrue();
        assertThat(limits.left()).isEqualTo(1);
        assertThat(limits.tryEnter()).isTrue();
        assertThat(limits.tryEnter()).isFalse();
        limits.leave("");
        limits.leave("");

        assertThat(limits.used()).isEqualTo(90);
        assertThat(limits)
                .hasToString("90 of the org's 100 requests in 24 hours are used, and apiReserve=10% keeps 10");
    }

    @Test
    void an_answer_that_was_overtaken_takes_nothing_back() {
        limits.tryEnter();
        limits.tryEnter();
        limits.leave("api-usage=11/100");
        limits.leave("api-usage=10/100");
        assertThat(limits.used()).isEqualTo(11);

        limits.tryEnter();
        limits.leave("api-usage=7/100");
        assertThat(limits.used())
                .as("24 hours go on, and the request was alone")
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DailyBulkApiBatches", "DailyBulkApiRequests"})
    void reads_the_batches_of_the_bulk_apis(String name) throws Exception {
        limits.learn(new ObjectMapper().readTree("{\"" + name + "\":{\"Max\":15000,\"Remaining\":1600}}"));

        assertThat(limits.batchesLeft()).isEqualTo(100);
        assertThat(limits.tryTakeBatches(99)).isTrue();
        assertThat(limits.tryTakeBatches(2)).isFalse();
        assertThat(limits.batchesLeft()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "100%", "-1", "1.5", "%"})
    void a_reserve_is_a_count_or_a_percentage(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiReserve.parse(text))
                .withMessageContaining("percentage");
    }
}
