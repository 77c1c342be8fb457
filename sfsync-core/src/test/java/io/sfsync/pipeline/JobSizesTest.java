/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSizesTest {
    @ParameterizedTest(name = "jobRows={0} parallelism={1} expected={2} job {3}: {4}")
    @CsvSource({
        "700, 4, -1, 9, 700",
        "0, 1, -1, 1, 50000",
        "0, 1, 900000, 2, 100000",
        "0, 1, -1, 1000, 200000",
        "0, 4, 40000, 1, 10000",
        "0, 4, 3, 1, 1",
        "0, 4, 0, 1, 25000",
        "0, 4, -1, 1, 25000",
        "0, 4, -1, 8, 25000",
        "0, 4, 900000, 9, 50000",
        "0, 4, -1, 1000, 400000",
    })
    void every_lane_soon_has_work_and_long_loads_get_long_jobs(
            long jobRows, int parallelism, long expected, long job, long rows) {
        assertThat(new JobSizes(jobRows, parallelism, expected).rows(job)).isEqualTo(rows);
    }

    @ParameterizedTest(name = "jobRows={0} parallelism={1}: {2} records in jobs of {3}")
    @CsvSource({
        "700, 1, 7000, 700",
        "0, 1, 0, 50000",
        "0, 1, 50000, 50000",
        "0, 1, 300000, 100000",
        "0, 1, 10000000, 192308",
        "0, 4, 100000, 25000",
    })
    void what_a_load_is_expected_to_take_is_reckoned_with_jobs_of_this_size(
            long jobRows, int parallelism, long records, long rows) {
        assertThat(new JobSizes(jobRows, parallelism, records).onAverage(records))
                .isEqualTo(rows);
    }
}
