/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.outcome.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FailureClassifierTest {
    @ParameterizedTest(name = "{0} {1} {2} {3} is {4}")
    @CsvFileSource(resources = "/spec/failures.csv", numLinesToSkip = 1)
    void every_failure_has_one_class(Api api, int status, String code, String message, FailureClass expected) {
        assertThat(FailureClassifier.classify(api, status, code, message == null ? "" : message))
                .isEqualTo(expected);
        if (message == null) {
            assertThat(FailureClassifier.classify(api, status, code)).isEqualTo(expected);
        }
    }
}
