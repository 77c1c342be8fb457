/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FailureClassifierTest {
    @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5} is {6}")
    @CsvFileSource(resources = "/spec/failures.csv", numLinesToSkip = 1)
    void every_failure_has_one_class(
            Api api, Operation operation, int status, String code, String field, String text, FailureClass expected) {
        String message = text == null ? "" : text;
        if (status == FailureClassifier.ANSWERED && code != null) {
            List<String> fields = field == null ? List.of() : List.of(field);
            assertThat(FailureClassifier.classify(api, operation, new RecordError(code, message, fields)))
                    .isEqualTo(expected);
        } else {
            assertThat(FailureClassifier.classify(api, status, code, message)).isEqualTo(expected);
        }
    }
}
