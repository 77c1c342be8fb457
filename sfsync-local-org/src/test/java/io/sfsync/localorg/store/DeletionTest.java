/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import static io.sfsync.localorg.store.StoreFixture.errors;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletionTest {
    private final StoreFixture org = new StoreFixture();

    @BeforeEach
    void reset() {
        org.store.reset();
    }

    @AfterAll
    void close() {
        org.close();
    }

    private String account(String name) {
        return org.one(org.request(Operation.INSERT, "Account", null, "Name", "External_Key__c"), name, name)
                .idText();
    }

    private RowResult run(Operation operation, String object, String id) {
        return org.one(org.request(operation, object, null, "Id"), id);
    }

    @Test
    void puts_deleted_records_into_the_recycle_bin() {
        String id = account("A");

        assertThat(run(Operation.DELETE, "Account", id).success()).isTrue();
        assertThat(org.store.count(org.object("Account"))).isZero();
        assertThat(org.value("SELECT \"IsDeleted\" FROM " + org.store.tables().all(org.object("Account"))))
                .isEqualTo(true);
        assertThat(errors(run(Operation.DELETE, "Account", id))).isEqualTo("ENTITY_IS_DELETED:entity is deleted:--");
        assertThat(errors(run(Operation.UPDATE, "Account", id))).isEqualTo("ENTITY_IS_DELETED:entity is deleted:--");
    }

    @Test
    void frees_the_unique_values_of_deleted_records() {
        run(Operation.DELETE, "Account", account("A"));

        assertThat(account("A")).isNotEmpty();
    }

    @Test
    void brings_deleted_records_back() {
        String id = account("A");
        run(Operation.DELETE, "Account", id);

        assertThat(run(Operation.UNDELETE, "Account", id).success()).isTrue();
        assertThat(org.value("SELECT \"IsDeleted\" FROM \"Account\"")).isEqualTo(false);
    }

    @Test
    void leaves_nothing_after_a_hard_delete() {
        String binned = account("A");
        String live = account("B");
        run(Operation.DELETE, "Account", binned);

        assertThat(run(Operation.HARD_DELETE, "Account", binned).success()).isTrue();
        assertThat(run(Operation.HARD_DELETE, "Account", live).success()).isTrue();
        assertThat(org.value("SELECT COUNT(*) FROM " + org.store.tables().all(org.object("Account"))))
                .isEqualTo(0L);
    }

    @Test
    void deletes_details_with_their_master() {
        String order = org.one(org.request(Operation.INSERT, "Order__c", null, "Order_Key__c"), "1")
                .idText();
        org.one(org.request(Operation.INSERT, "Line__c", null, "Order__c"), order);

        run(Operation.DELETE, "Order__c", order);

        assertThat(org.store.count(org.object("Line__c"))).isZero();
        assertThat(org.value("SELECT COUNT(*) FROM " + org.store.tables().deleted(org.object("Line__c"))))
                .isEqualTo(1L);
    }

    @Test
    void empties_lookups_to_deleted_records() {
        String parent = account("A");
        String child = org.one(org.request(Operation.INSERT, "Account", null, "Name", "ParentId"), "B", parent)
                .idText();

        run(Operation.DELETE, "Account", parent);

        assertThat(org.value("SELECT \"ParentId\" FROM \"Account\" WHERE \"Id\" = " + RecordId.parse(child)))
                .isNull();
    }
}
