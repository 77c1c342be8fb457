/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ApiChoiceTest {
    @ParameterizedTest(name = "{0} api={1} batchSize={2} jobRows={3} {4} {5} {6} {7} {8} with {9} records: {10}")
    @CsvFileSource(resources = "/spec/api-choice.csv", numLinesToSkip = 1)
    void options_and_size_decide_and_contradictions_name_the_way_out(
            Operation operation,
            Api api,
            int batchSize,
            long jobRows,
            ConcurrencyMode concurrencyMode,
            boolean allOrNone,
            boolean stopOnError,
            String assignmentRule,
            String header,
            long records,
            String expected) {
        SyncOptionsBuilder options = SyncOptions.builder(operation, "Account")
                .api(api)
                .batchSize(batchSize)
                .jobRows(jobRows)
                .concurrencyMode(concurrencyMode)
                .allOrNone(allOrNone)
                .stopOnError(stopOnError)
                .assignmentRule(assignmentRule);
        if (header != null) {
            options.header(header, "x");
        }
        boolean chosen = Arrays.stream(Api.values()).anyMatch(a -> a.name().equals(expected));
        if (chosen) {
            ApiChoice choice = options.build().apiChoice().decide(records);
            assertThat(choice.api()).isEqualTo(Api.valueOf(expected));
            assertThat(choice.isOpen()).isFalse();
            assertThat(choice.because()).isNotEmpty();
        } else {
            assertThatIllegalArgumentException().isThrownBy(options::build).withMessageContaining(expected);
        }
    }
}
