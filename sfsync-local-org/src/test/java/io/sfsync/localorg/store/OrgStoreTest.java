/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrgStoreTest {
    @TempDir
    private Path folder;

    @Test
    void keeps_records_in_a_folder_and_gives_old_tables_new_fields() {
        String more = StoreFixture.SCHEMA.replace("Tags__c:", "Late__c: {type: string}\n      Tags__c:");
        String first;
        try (StoreFixture org = new StoreFixture(StoreFixture.SCHEMA, StoreOptions.folder(folder))) {
            first = org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                    .idText();
        }
        try (StoreFixture org = new StoreFixture(more, StoreOptions.folder(folder))) {
            String second = org.one(org.request(Operation.INSERT, "Account", null, "Name", "Late__c"), "B", "x")
                    .idText();

            assertThat(second).isNotEqualTo(first);
            assertThat(org.store.count(org.object("Account"))).isEqualTo(2);
            assertThat(org.store.count(org.object("User"))).isEqualTo(1);
            assertThat(org.value("SELECT COUNT(\"Late__c\") FROM "
                            + org.store.tables().all(org.object("Account"))))
                    .isEqualTo(1L);
        }
    }

    @Test
    void holds_records_in_a_temporary_file() {
        try (StoreFixture org = new StoreFixture(StoreFixture.SCHEMA, StoreOptions.temporaryFile())) {
            assertThat(org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                            .success())
                    .isTrue();
        }
    }

    @Test
    void is_as_new_after_a_reset() {
        try (StoreFixture org = new StoreFixture()) {
            String first = org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                    .idText();
            org.store.addUser("b@example.com", "B", "Standard User");
            org.store.reset();

            assertThat(org.store.count(org.object("Account"))).isZero();
            assertThat(org.store.count(org.object("User"))).isEqualTo(1);
            assertThat(org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                            .idText())
                    .isEqualTo(first);
        }
    }

    @Test
    void rolls_back_a_transaction_of_several_chunks_but_lets_it_see_its_own_records() {
        try (StoreFixture org = new StoreFixture()) {
            DmlRequest insert = org.request(Operation.INSERT, "Account", null, "Name");
            boolean kept = org.store.inTransaction(() -> {
                org.one(insert, "A");
                org.store.inTransaction(() -> {
                    org.one(insert, "B");
                    return false;
                });
                assertThat(org.store.count(org.object("Account"))).isEqualTo(1);
                return false;
            });

            assertThat(kept).isFalse();
            assertThat(org.store.count(org.object("Account"))).isZero();
        }
    }

    @Test
    void refuses_users_of_profiles_that_are_not_there_and_chunks_that_are_too_large() {
        try (StoreFixture org = new StoreFixture()) {
            assertThatThrownBy(() -> org.store.addUser("c@example.com", "C", "Nobody"))
                    .hasMessage("the org has no profile 'Nobody'");
            DmlRequest insert = org.request(Operation.INSERT, "Account", null, "Name");
            List<Row> rows = Collections.nCopies(201, Row.of("A"));
            assertThatThrownBy(() -> org.store.dml().execute(insert, rows))
                    .hasMessage("a chunk has at most 200 rows, was 201");
        }
    }
}
