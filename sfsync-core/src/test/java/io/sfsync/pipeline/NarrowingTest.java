/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarrowingTest {
    @ParameterizedTest(name = "{0} records in retry {1} go in calls of {2}")
    @CsvSource({
        "5, 1, 5",
        "5, 2, 3 2",
        "5, 3, 2 2 1",
        "5, 4, 1 1 1 1 1",
        "5, 100, 1 1 1 1 1",
        "200, 1, 200",
        "200, 2, 100 100",
        "200, 3, 50 50 50 50",
        "1, 7, 1",
    })
    void each_retry_is_narrower_and_loses_no_record(int records, int retry, String sizes) {
        BitSet which = new BitSet();
        which.set(3, 3 + records);
        List<BitSet> parts = Narrowing.forRetry(which, retry);

        assertThat(parts).map(part -> Integer.toString(part.cardinality())).containsExactly(sizes.split(" "));
        BitSet all = new BitSet();
        parts.forEach(all::or);
        assertThat(all).isEqualTo(which);
    }
}
