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

    private String child(String object, Object... columnsAndValues) {
        String[] columns = new String[columnsAndValues.length / 2];
        Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (String) columnsAndValues[2 * i];
            values[i] = columnsAndValues[2 * i + 1];
        }
        RowResult result = org.one(org.request(Operation.INSERT, object, null, columns), values);
        assertThat(result.errors()).isEmpty();
        return result.idText();
    }

    private long live(String object) {
        return org.store.count(org.object(object));
    }

    @Test
    void takes_contacts_and_opportunities_along_with_their_account_and_brings_them_back_with_it() {
        String id = account("A");
        String contact = child("Contact", "LastName", "Doe", "AccountId", id);
        child("Opportunity", "Name", "O", "StageName", "Prospecting", "CloseDate", "2026-01-31", "AccountId", id);
        child("Task", "Subject", "Call", "WhoId", contact);
        String earlier = child("Contact", "LastName", "Deleted before", "AccountId", id);
        run(Operation.DELETE, "Contact", earlier);

        run(Operation.DELETE, "Account", id);
        assertThat(live("Contact") + live("Opportunity") + live("Task")).isZero();

        run(Operation.UNDELETE, "Account", id);
        assertThat(live("Contact")).isOne();
        assertThat(live("Opportunity")).isOne();
        assertThat(live("Task")).isOne();
        assertThat(org.value("SELECT \"LastName\" FROM \"Contact\"")).isEqualTo("Doe");
    }

    @Test
    void does_not_bring_a_child_back_that_was_restored_and_deleted_again() {
        String id = account("A");
        String contact = child("Contact", "LastName", "Doe", "AccountId", id);
        run(Operation.DELETE, "Account", id);
        run(Operation.UNDELETE, "Contact", contact);
        run(Operation.DELETE, "Contact", contact);

        run(Operation.UNDELETE, "Account", id);

        assertThat(live("Contact")).isZero();
    }

    @Test
    void purges_what_went_into_the_bin_with_a_record() {
        String id = account("A");
        child("Contact", "LastName", "Doe", "AccountId", id);
        run(Operation.DELETE, "Account", id);

        run(Operation.HARD_DELETE, "Account", id);

        assertThat(org.value("SELECT COUNT(*) FROM " + org.store.tables().all(org.object("Contact"))))
                .isEqualTo(0L);
    }

    @Test
    void refuses_to_delete_an_account_with_a_case_even_one_of_its_contact() {
        String direct = account("A");
        child("Case", "Subject", "Help", "AccountId", direct);
        String indirect = account("B");
        String contact = child("Contact", "LastName", "Doe", "AccountId", indirect);
        child("Case", "Subject", "Help", "ContactId", contact);

        assertThat(errors(run(Operation.DELETE, "Account", direct)))
                .startsWith("DELETE_FAILED:Your attempt to delete Account could not be completed")
                .contains("cases");
        assertThat(errors(run(Operation.DELETE, "Account", indirect))).startsWith("DELETE_FAILED:");
        assertThat(live("Account")).isEqualTo(2);
        assertThat(live("Contact")).isOne();
    }

    @Test
    void refuses_to_delete_an_account_only_for_contracts_that_were_activated() {
        String draft = account("A");
        child("Contract", "AccountId", draft);
        String active = account("B");
        child("Contract", "AccountId", active, "Status", "Activated");

        assertThat(run(Operation.DELETE, "Account", draft).success()).isTrue();
        assertThat(errors(run(Operation.DELETE, "Account", active))).contains("contracts");
    }

    @Test
    void refuses_to_bring_a_record_back_whose_unique_value_is_taken() {
        String id = account("A");
        run(Operation.DELETE, "Account", id);
        String holder = account("A");

        assertThat(errors(run(Operation.UNDELETE, "Account", id)))
                .startsWith(
                        "DUPLICATE_VALUE:duplicate value found: External_Key__c duplicates value on record with id: "
                                + holder.substring(0, 15));
    }
}
