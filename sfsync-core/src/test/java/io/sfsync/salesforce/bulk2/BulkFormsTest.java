/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.PollInterval;
import io.sfsync.salesforce.ResultError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkFormsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name -- | REQUIRED_FIELD_MISSING"
                        + " | Required fields are missing: [Name] | Name",
                "REQUIRED_FIELD_MISSING:Required fields are missing: [A, B]:A,B -- | REQUIRED_FIELD_MISSING"
                        + " | Required fields are missing: [A, B] | A,B",
                "DUPLICATE_VALUE:duplicate value found: K duplicates value on record with id: 500:-- | DUPLICATE_VALUE"
                        + " | duplicate value found: K duplicates value on record with id: 500 | -",
                "INVALID_X:only a message | INVALID_X | only a message | -",
                "INVALID_X:two: parts | INVALID_X | two: parts | -",
                "no code: at all | UNKNOWN_EXCEPTION | no code: at all | -",
                ":-- | UNKNOWN_EXCEPTION | :-- | -",
                "plain | UNKNOWN_EXCEPTION | plain | -",
            })
    void sf_error_is_taken_apart(String text, String code, String message, String fields) {
        List<String> names = fields == null ? List.of() : List.of(fields.split(",", -1));
        assertThat(ResultError.parse(text)).isEqualTo(new RecordError(code, message, names));
    }

    @ParameterizedTest(name = "after {0} waits {1}")
    @CsvSource({
        "PT0S, PT0.05S",
        "PT0.3S, PT0.15S",
        "PT2S, PT0.5S",
        "PT4S, PT0.5S",
        "PT10S, PT1S",
        "PT1H, PT5M",
        "PT40M, PT4M"
    })
    void polling_adapts_to_the_time_that_the_job_took(Duration elapsed, Duration wait) {
        assertThat(new PollInterval(null).after(elapsed)).isEqualTo(wait);
    }

    @Test
    void a_job_of_an_hour_takes_at_most_a_hundred_questions() {
        Duration elapsed = Duration.ZERO;
        int questions = 1;
        for (; elapsed.compareTo(Duration.ofHours(1)) < 0; questions++) {
            elapsed = elapsed.plus(new PollInterval(null).after(elapsed));
        }
        assertThat(questions).isBetween(50, 100);
    }

    @Test
    void a_fixed_poll_interval_stays() {
        assertThat(new PollInterval(Duration.ofSeconds(7)).after(Duration.ofHours(2)))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_jobs_error_starts_with_its_code() {
        assertThat(new JobInfo("750", JobState.FAILED, 0, 0, "InvalidBatch : Field name not found : X").errorCode())
                .isEqualTo("InvalidBatch");
        assertThat(new JobInfo("750", JobState.FAILED, 0, 0, "just text").errorCode())
                .isEqualTo("just text");
    }
}
