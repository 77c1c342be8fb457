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
class RecordRulesTest {
    private static final String SCHEMA = """
            objects:
              Opportunity:
                validationRules:
                  - {name: Won_Needs_Amount, condition: "AND(ISPICKVAL(StageName, 'Closed Won'), ISBLANK(Amount))", message: A won deal needs an amount., field: Amount}
                  - {name: No_Test, condition: "BEGINS(Name, 'Test')", message: No tests.}
              Lead:
                duplicateRules:
                  - {name: Same_Mail, fields: [Email]}
                  - {name: Same_Name, fields: [LastName, Company], message: Known already., block: true}
              Case:
                recordTypes: [Complaint, {name: Question, default: true}]
                assignmentRules:
                  - name: Standard
                    entries:
                      - {condition: "Priority = 'High'", owner: second@example.com}
                  - name: Other
                    active: false
                    entries:
                      - {owner: second@example.com}
            """;

    private final StoreFixture org = new StoreFixture(SCHEMA, StoreOptions.memory());
    private long second;

    @BeforeEach
    void reset() {
        org.store.reset();
        second = org.store.addUser("second@example.com", "Second", "Standard User");
    }

    @AfterAll
    void close() {
        org.close();
    }

    @Test
    void refuses_what_a_validation_rule_refuses() {
        DmlRequest insert = org.request(Operation.INSERT, "Opportunity", null, "Name", "StageName", "CloseDate");

        assertThat(errors(org.one(insert, "A", "Closed Won", "2026-01-01")))
                .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION:A won deal needs an amount.:Amount --");
        assertThat(errors(org.one(insert, "Test", "Prospecting", "2026-01-01")))
                .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION:No tests.:--");
    }

    @Test
    void asks_a_validation_rule_about_the_record_as_it_will_be() {
        String id = org.one(
                        org.request(Operation.INSERT, "Opportunity", null, "Name", "StageName", "CloseDate", "Amount"),
                        "A",
                        "Prospecting",
                        "2026-01-01",
                        "5")
                .idText();
        DmlRequest update = org.request(Operation.UPDATE, "Opportunity", null, "Id", "StageName", "Amount");

        assertThat(org.one(update, id, "Closed Won").success()).isTrue();
        assertThat(errors(org.one(update, id, null, Row.CLEAR))).startsWith("FIELD_CUSTOM_VALIDATION_EXCEPTION");
    }

    @Test
    void finds_duplicates_and_lets_those_pass_that_may() {
        DmlRequest insert = org.request(Operation.INSERT, "Lead", null, "LastName", "Company", "Email");
        org.one(insert, "A", "X", "a@example.com");

        assertThat(errors(org.one(insert, "B", "Y", "A@example.com")))
                .isEqualTo("DUPLICATES_DETECTED:Use one of these records?:--");
        DmlRequest allowing = new DmlRequest(
                insert.object(),
                insert.operation(),
                null,
                insert.columns(),
                insert.form(),
                insert.options().withAllowDuplicates(true));
        assertThat(org.one(allowing, "B", "Y", "a@example.com").success()).isTrue();
        assertThat(errors(org.one(allowing, "a", "x", null))).isEqualTo("DUPLICATES_DETECTED:Known already.:--");
    }

    @Test
    void gives_records_the_default_record_type_and_refuses_those_of_others() {
        org.one(org.request(Operation.INSERT, "Case", null, "Subject"), "S");

        assertThat(org.value(
                        "SELECT r.\"Name\" FROM \"Case\" c JOIN \"RecordType\" r ON r.\"Id\" = c.\"RecordTypeId\""))
                .isEqualTo("Question");
        String foreign = org.one(
                        org.request(Operation.INSERT, "RecordType", null, "Name", "DeveloperName", "SobjectType"),
                        "Big",
                        "Big",
                        "Lead")
                .idText();
        assertThat(errors(org.one(org.request(Operation.INSERT, "Case", null, "RecordTypeId"), foreign)))
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY:Record Type ID: this ID value isn't valid for the user: "
                        + foreign + ":RecordTypeId --");
    }

    @Test
    void assigns_new_records_by_the_active_rule_or_the_one_that_is_named() {
        DmlRequest insert = org.request(Operation.INSERT, "Case", null, "Priority");

        assertThat(owner(insert, "TRUE", "High")).isEqualTo(second);
        assertThat(owner(insert, "TRUE", "Low")).isEqualTo(org.store.adminId());
        assertThat(owner(insert, null, "High")).isEqualTo(org.store.adminId());
        String other =
                RecordId.format((Long) org.value("SELECT \"Id\" FROM \"AssignmentRule\" WHERE \"Name\" = 'Other'"));
        assertThat(owner(insert, other, "Low")).isEqualTo(second);
    }

    private Object owner(DmlRequest insert, String rule, String priority) {
        DmlOptions options = insert.options().withAssignmentRule(rule);
        DmlRequest request =
                new DmlRequest(insert.object(), insert.operation(), null, insert.columns(), insert.form(), options);
        long id = org.one(request, priority).id();
        return org.value("SELECT \"OwnerId\" FROM \"Case\" WHERE \"Id\" = " + id);
    }
}
