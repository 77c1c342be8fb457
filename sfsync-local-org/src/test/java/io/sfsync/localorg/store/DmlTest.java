/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import static io.sfsync.localorg.store.StoreFixture.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DmlTest {
    private final StoreFixture org = new StoreFixture();

    @BeforeEach
    void reset() {
        org.store.reset();
    }

    @AfterAll
    void close() {
        org.close();
    }

    @Test
    void inserts_a_record_with_system_fields_and_defaults() {
        RowResult result = org.one(org.request(Operation.INSERT, "Account", null, "Name"), "Acme");

        assertThat(result.success()).isTrue();
        assertThat(result.created()).isTrue();
        assertThat(result.idText()).startsWith("001").hasSize(18);
        assertThat(org.value("SELECT \"Name\" FROM \"Account\" WHERE \"Id\" = " + result.id()))
                .isEqualTo("Acme");
        assertThat(org.value("SELECT \"OwnerId\" FROM \"Account\"")).isEqualTo(org.store.adminId());
        assertThat(org.value("SELECT \"Active__c\" FROM \"Account\"")).isEqualTo(true);
        assertThat(org.value("SELECT \"CreatedDate\" FROM \"Account\"")).isNotNull();
    }

    @Test
    void updates_only_what_a_row_says() {
        long id = org.one(org.request(Operation.INSERT, "Account", null, "Name", "Site", "Fax"), "Acme", "Ulm", "1")
                .id();

        RowResult result = org.one(
                org.request(Operation.UPDATE, "Account", null, "Id", "Name", "Site", "Fax"),
                RecordId.format(id),
                "Acme 2",
                null,
                Row.CLEAR);

        assertThat(result).isEqualTo(RowResult.saved(id, false));
        assertThat(org.value("SELECT \"Name\" || \"Site\" || COALESCE(\"Fax\", '-') FROM \"Account\""))
                .isEqualTo("Acme 2Ulm-");
    }

    @Test
    void upserts_by_a_key_without_regard_to_case() {
        DmlRequest upsert = org.request(Operation.UPSERT, "Account", "External_Key__c", "Name", "External_Key__c");
        RowResult first = org.one(upsert, "Acme", "k1");
        RowResult second = org.one(upsert, "Acme 2", "K1");

        assertThat(first.created()).isTrue();
        assertThat(second).isEqualTo(RowResult.saved(first.id(), false));
        assertThat(org.store.count(org.object("Account"))).isEqualTo(1);
    }

    @Test
    void upserts_by_a_case_sensitive_key() {
        DmlRequest upsert = org.request(Operation.UPSERT, "Account", "Exact_Key__c", "Name", "Exact_Key__c");

        assertThat(org.one(upsert, "Acme", "k1").created()).isTrue();
        assertThat(org.one(upsert, "Acme 2", "K1").created()).isTrue();
        assertThat(org.one(upsert, "Acme 3", "k1").created()).isFalse();
    }

    @Test
    void upserts_by_id_and_inserts_where_it_is_blank() {
        DmlRequest upsert = org.request(Operation.UPSERT, "Account", "Id", "Id", "Name");
        RowResult created = org.one(upsert, null, "Acme");
        RowResult updated = org.one(upsert, created.idText(), "Acme 2");

        assertThat(created.created()).isTrue();
        assertThat(updated).isEqualTo(RowResult.saved(created.id(), false));
    }

    @Test
    void refuses_every_row_of_a_chunk_that_bears_the_same_key() {
        DmlRequest upsert = org.request(Operation.UPSERT, "Account", "External_Key__c", "Name", "External_Key__c");
        List<RowResult> results =
                org.run(upsert, new Object[] {"A", "ABC123"}, new Object[] {"B", "x"}, new Object[] {"C", "abc123"});

        assertThat(results.get(0).errors())
                .containsExactly(
                        RowError.of("DUPLICATE_VALUE", "Duplicate external id specified: ABC123", "External_Key__c"));
        assertThat(results.get(1).success()).isTrue();
        assertThat(results.get(2).success()).isFalse();
        assertThat(org.store.count(org.object("Account"))).isEqualTo(1);
    }

    @Test
    void refuses_a_value_that_another_record_has() {
        DmlRequest insert = org.request(Operation.INSERT, "Account", null, "Name", "External_Key__c");
        RowResult first = org.one(insert, "A", "k");
        RowResult second = org.one(insert, "B", "K");

        assertThat(errors(second))
                .isEqualTo("DUPLICATE_VALUE:duplicate value found: External_Key__c duplicates value on record with id: "
                        + first.idText() + ":--");
        assertThat(org.run(insert, new Object[] {"C", "new"}, new Object[] {"D", "new"}))
                .extracting(RowResult::success)
                .containsExactly(true, false);
    }

    @Test
    void lets_a_record_keep_its_own_unique_value() {
        long id = org.one(org.request(Operation.INSERT, "Account", null, "Name", "External_Key__c"), "A", "k")
                .id();
        DmlRequest update = org.request(Operation.UPDATE, "Account", null, "Id", "External_Key__c");

        assertThat(org.one(update, RecordId.format(id), "K").success()).isTrue();
    }

    @Test
    void says_which_records_share_an_upsert_key() {
        DmlRequest insert = org.request(Operation.INSERT, "Account", null, "Name", "Loose_Key__c");
        String first = org.one(insert, "A", "k").idText();
        String second = org.one(insert, "B", "k").idText();
        DmlRequest upsert = org.request(Operation.UPSERT, "Account", "Loose_Key__c", "Name", "Loose_Key__c");

        assertThat(errors(org.one(upsert, "C", "K")))
                .isEqualTo("DUPLICATE_EXTERNAL_ID:Loose Key: more than one record found for external id field: ["
                        + first + ", " + second + "]:Loose_Key__c --");
    }

    @Test
    void finds_parents_by_their_key() {
        String account = org.one(
                        org.request(Operation.INSERT, "Account", null, "Name", "External_Key__c"), "A", "ALFKI")
                .idText();
        DmlRequest upsert =
                org.request(Operation.UPSERT, "Order__c", "Order_Key__c", "Order_Key__c", "Account__r.External_Key__c");
        List<RowResult> results = org.run(upsert, new Object[] {"1", "alfki"}, new Object[] {"2", "nobody"});

        assertThat(results.get(0).success()).isTrue();
        assertThat(org.value("SELECT \"Account__c\" FROM \"Order__c\"")).isEqualTo(RecordId.parse(account));
        assertThat(errors(results.get(1)))
                .isEqualTo("INVALID_FIELD:Foreign key external ID: nobody not found for field External_Key__c in entity"
                        + " Account:--");
    }

    @Test
    void refuses_references_to_records_that_are_not_there() {
        DmlRequest insert = org.request(Operation.INSERT, "Contact", null, "LastName", "AccountId");
        String account = org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                .idText();
        org.one(org.request(Operation.DELETE, "Account", null, "Id"), account);

        assertThat(errors(org.one(insert, "X", account))).isEqualTo("ENTITY_IS_DELETED:entity is deleted:--");
        assertThat(errors(org.one(insert, "X", "0017h00000doU3R")))
                .isEqualTo("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY:insufficient access rights on cross-reference"
                        + " id: 0017h00000doU3R:--");
        assertThat(errors(org.one(insert, "X", RecordId.format(org.store.adminId()))))
                .startsWith("MALFORMED_ID:Account ID: id value of incorrect type: 005");
        assertThat(errors(org.one(insert, "X", "invalid")))
                .isEqualTo("MALFORMED_ID:Account ID: id value of incorrect type: invalid:AccountId --");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Founded__c | 2003-04-98 | INVALID_FIELD:Failed to deserialize field at col 1. Due to, '2003-04-98' is not a valid value for the type xsd:date:Founded__c --",
                "Seen__c | 2024-01-01 10:00:00 | INVALID_FIELD:Failed to deserialize field at col 1. Due to, '2024-01-01 10:00:00' is not a valid value for the type xsd:dateTime:Seen__c --",
                "Active__c | yes | INVALID_FIELD:Failed to deserialize field at col 1. Due to, 'yes' is not a valid value for the type xsd:boolean:Active__c --",
                "AnnualRevenue | 1,5 | INVALID_FIELD:Failed to deserialize field at col 1. Due to, '1,5' is not a valid value for the type xsd:double:AnnualRevenue --",
                "NumberOfEmployees | 250.0 | INVALID_TYPE_ON_FIELD_IN_RECORD:value not of required type: 250.0:NumberOfEmployees --",
                "NumberOfEmployees | 1431655766 | NUMBER_OUTSIDE_VALID_RANGE:Employees: value outside of valid range on numeric field: 1431655766:NumberOfEmployees --",
                "Score__c | 12345 | NUMBER_OUTSIDE_VALID_RANGE:Score: value outside of valid range on numeric field: 12345.0:Score__c --",
                "Sic | 123456789012345678901 | STRING_TOO_LONG:SIC Code: data value too large: 123456789012345678901 (max length=20):Sic --",
                "Tier__c | Bronze | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Tier: bad value for restricted picklist field: Bronze:Tier__c --",
                "Tags__c | a;z | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Tags: bad value for restricted picklist field: z:Tags__c --",
                "MasterRecordId | 001Lo0000000001 | INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: MasterRecordId. Please check the security settings of this field and verify that it is read/write for your profile or permission set.:MasterRecordId --"
            })
    void refuses_values_that_do_not_fit(String field, String value, String error) {
        assertThat(errors(org.one(org.request(Operation.INSERT, "Account", null, "Name", field), "A", value)))
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "Founded__c, 2020-01-31, 18292",
        "Founded__c, 2020-01-31Z, 18292",
        "Seen__c, 2020-01-31T00:00:01.5+01:00, 1580425201500",
        "Seen__c, 2020-01-31T00:00:01+0100, 1580425201000",
        "Opens__c, 08:30:00.000Z, 30600000",
        "Active__c, 0, false",
        "AnnualRevenue, 1.5E3, 1500.0",
        "AnnualRevenue, 1.5, 2.0",
        "Score__c, 1.235, 1.24",
        "Tier__c, gold, Gold",
        "Industry, Anything, Anything",
        "NumberOfEmployees, 31, 31"
    })
    void keeps_values_in_the_form_of_their_field(String field, String value, String stored) {
        org.one(org.request(Operation.INSERT, "Account", null, "Name", field), "A", value);

        assertThat(org.value("SELECT \"" + field + "\" FROM \"Account\"")).hasToString(stored);
    }

    @Test
    void checks_email_addresses() {
        DmlRequest insert = org.request(Operation.INSERT, "Contact", null, "LastName", "Email");

        assertThat(errors(org.one(insert, "X", "not an email")))
                .isEqualTo("INVALID_EMAIL_ADDRESS:Email: invalid email address: not an email:Email --");
        assertThat(org.one(insert, "X", "a.b+c@example.co.uk").success()).isTrue();
    }

    @Test
    void names_every_required_field_that_is_missing() {
        assertThat(errors(org.one(org.request(Operation.INSERT, "Lead", null, "FirstName"), "X")))
                .isEqualTo(
                        "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName, Company]:LastName,Company --");
        String id = org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                .idText();
        assertThat(errors(org.one(org.request(Operation.UPDATE, "Account", null, "Id", "Name"), id, Row.CLEAR)))
                .isEqualTo("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, 001D000000ISUr3IAH, INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--",
        "UPDATE, abcde0123456789XYZ, MALFORMED_ID:malformed id abcde0123456789XYZ:--",
        "UPDATE, 005D000000ISUr3, MALFORMED_ID:Account ID: id value of incorrect type: 005D000000ISUr3:Id --",
        "UPDATE, , MISSING_ARGUMENT:Id not specified in an update call:--",
        "DELETE, 005D000000ISUr3, INVALID_ID_FIELD:Invalid Id for entity type 'Account':--",
        "DELETE, 001D000000ISUr3IAH, INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--"
    })
    void refuses_ids_of_no_record(Operation operation, String id, String error) {
        assertThat(errors(org.one(org.request(operation, "Account", null, "Id"), id)))
                .isEqualTo(error);
    }

    @Test
    void refuses_an_id_that_comes_twice() {
        String id = org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                .idText();
        DmlRequest update = org.request(Operation.UPDATE, "Account", null, "Id", "Name");

        assertThat(org.run(update, new Object[] {id, "B"}, new Object[] {id.substring(0, 15), "C"}))
                .allSatisfy(result -> assertThat(errors(result))
                        .isEqualTo("DUPLICATE_VALUE:Duplicate id specified: " + id + ":Id --"));
    }

    @Test
    void rolls_everything_back_where_all_or_none_is_asked() {
        DmlRequest insert = org.request(Operation.INSERT, "Account", null, "Name", "Sic");
        DmlRequest all = new DmlRequest(
                insert.object(),
                insert.operation(),
                null,
                insert.columns(),
                insert.form(),
                insert.options().withAllOrNone(true));
        List<RowResult> results = org.run(all, new Object[] {"A"}, new Object[] {null, "1"});

        assertThat(results.get(0).errors()).containsExactly(RowErrors.ROLLED_BACK);
        assertThat(results.get(1).errors().get(0).code()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(org.store.count(org.object("Account"))).isZero();
    }

    @Test
    void numbers_what_the_org_numbers_and_names_what_has_no_name() {
        org.one(org.request(Operation.INSERT, "Order__c", null, "Order_Key__c"), "1");
        DmlRequest insert = org.request(Operation.INSERT, "Line__c", null, "Order__r.Order_Key__c");
        org.run(insert, new Object[] {"1"}, new Object[] {"1"});

        assertThat(org.value("SELECT LISTAGG(\"Name\") FROM \"Line__c\"")).isEqualTo("L-0001,L-0002");
        assertThat(org.value("SELECT \"Name\" FROM \"Order__c\"")).isEqualTo("a00Lo0000000001");
    }

    @Test
    void computes_full_names_and_closed_flags() {
        org.one(org.request(Operation.INSERT, "Contact", null, "FirstName", "LastName"), "Ada", "Lovelace");
        org.one(
                org.request(Operation.INSERT, "Opportunity", null, "Name", "StageName", "CloseDate"),
                "O",
                "Closed Won",
                "2026-01-01");

        assertThat(org.value("SELECT \"Name\" FROM \"Contact\"")).isEqualTo("Ada Lovelace");
        assertThat(org.value("SELECT \"IsWon\" FROM \"Opportunity\"")).isEqualTo(true);
    }
}
