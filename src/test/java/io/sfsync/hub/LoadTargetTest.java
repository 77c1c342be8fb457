/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.outcome.Operation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTargetTest {
    private static final ErrorFile ERRORS = new ErrorFile(Path.of("/e.csv"));

    @Test
    void turns_flags_and_options_into_the_options_of_the_endpoint() {
        LoadTarget target = LoadTarget.parse(
                "Upsert:Order__c", "Order_Key__c", null, ERRORS, List.of("batchSize=50", "csvDelimiter=;"));

        assertThat(target.operation()).isEqualTo(Operation.UPSERT);
        assertThat(target.uri()).isEqualTo("sfsync:upsert:Order__c");
        assertThat(target.parameters())
                .containsEntry("externalIdField", "Order_Key__c")
                .containsEntry("errors", "file:/e.csv")
                .containsEntry("batchSize", "50")
                .containsEntry("csvDelimiter", ";")
                .hasSize(4);
    }

    @Test
    void keeps_equal_signs_in_the_value_of_an_option() {
        assertThat(LoadTarget.parse("insert:Account", null, null, ERRORS, List.of("duplicateRule=allowSave=true"))
                        .parameters())
                .containsEntry("duplicateRule", "allowSave=true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Account | batchSize=1 | --to must be OPERATION:OBJECT, such as upsert:Account, was 'Account'",
                "insert: | batchSize=1 | --to must be OPERATION:OBJECT, such as upsert:Account, was 'insert:'",
                "merge:Account | batchSize=1 | --to: operation must be one of insert, update, upsert, delete, hardDelete, was 'merge'",
                "upsert:Account | batchSize=1 | --to upsert:Account needs --key, the external id field that holds the key"
                        + " (endpoint option externalIdField), such as --key External_Key__c",
                "insert:Account | batchSize | -p must be NAME=VALUE with an option of the sfsync: endpoint, such as"
                        + " -p batchSize=50, was 'batchSize'",
                "insert:Account | mapping=file:m.yaml | -p mapping: use --map for it",
            })
    void says_what_is_wrong_and_the_way_out(String to, String option, String message) {
        assertThatThrownBy(() -> LoadTarget.parse(to, null, null, ERRORS, List.of(option)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void refuses_a_mapping_file_that_is_not_there() {
        assertThatThrownBy(() -> LoadTarget.parse("insert:Account", null, Path.of("/no/m.yaml"), ERRORS, List.of()))
                .hasMessage("--map /no/m.yaml: there is no such file; check the path");
    }
}
