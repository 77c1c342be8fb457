/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sfsync.outcome.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionRulesTest {
    @ParameterizedTest(name = "{0}={1}")
    @CsvFileSource(resources = "/spec/option-bounds.csv", numLinesToSkip = 1)
    void what_is_out_of_bounds_is_refused_with_the_bound(String option, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(SyncOptions.builder(Operation.INSERT, "Account"), option, value)
                        .build())
                .withMessageStartingWith(message);
    }

    private static SyncOptionsBuilder set(SyncOptionsBuilder builder, String option, String value) {
        return switch (option) {
            case "batchSize" -> builder.batchSize(Integer.parseInt(value));
            case "jobRows" -> builder.jobRows(Long.parseLong(value));
            case "jobBytes" -> builder.jobBytes(Long.parseLong(value));
            case "parallelism" -> builder.parallelism(Integer.parseInt(value));
            case "retries" -> builder.retries(Integer.parseInt(value));
            case "retryDelay" -> builder.retryDelay(Duration.parse(value));
            case "retryMaxTime" -> builder.retryMaxTime(Duration.parse(value));
            case "pollInterval" -> builder.pollInterval(Duration.parse(value));
            case "jobTimeout" -> builder.jobTimeout(Duration.parse(value));
            case "runId" -> builder.runId(value);
            case "assignmentRule" -> builder.assignmentRule(value);
            case "externalIdField" -> builder.externalIdField(value);
            default -> throw new IllegalArgumentException("no option " + option);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_upsert_needs_its_key(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncOptions.builder(Operation.UPSERT, "Account")
                        .externalIdField(key)
                        .build())
                .withMessageStartingWith("externalIdField is required for upsert");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SyncOptions.builder(Operation.UPSERT, "Account").build());
    }

    @Test
    void an_object_is_needed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncOptions.builder(Operation.INSERT, " ").build())
                .withMessageStartingWith("object must name a Salesforce object");
    }

    @Test
    void the_defaults_are_within_the_bounds() {
        SyncOptions options = SyncOptions.builder(Operation.INSERT, "Account").build();

        assertThat(options.parallelism()).isEqualTo(1);
        assertThat(options.jobBytes()).isEqualTo(SyncOptions.MAX_JOB_BYTES);
        assertThat(options.retries()).isEqualTo(5);
        assertThat(options.apiChoice().isOpen()).isTrue();
    }
}
