/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.RecordMappings;
import io.sfsync.mapping.Transform;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other loaders expect of a mapping, shown by what arrives in the org. */
class MappingCapabilitiesTest extends HubTest {
    private static final String UPSERT = "sfsync:upsert:Account?externalIdField=External_Key__c";

    @TempDir
    private Path folder;

    private String mapping(String text) throws IOException {
        return "&mapping=file:" + Files.writeString(folder.resolve("m.yaml"), text);
    }

    private static Map<String, Object> account(String name) {
        return ORG.org()
                .query(
                        "SELECT Name, Phone, Fax, Site, Industry, AnnualRevenue, NumberOfEmployees, Description FROM Account"
                                + " WHERE Name = '" + name + "'")
                .get(0);
    }

    private static Map<String, Object> record(Object... namesAndValues) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            record.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return record;
    }

    @Test
    void fields_are_renamed_transformed_defaulted_and_read_from_nested_records() throws Exception {
        start();
        String mapping = mapping("""
                mapping:
                  company: Name
                  phone: [Phone, strip]
                  industry: {target: Industry, default: Other}
                  revenue: [AnnualRevenue, float, 0]
                  address.city: Site
                """);

        load(
                "sfsync:insert:Account?failOn=any" + mapping,
                List.of(
                        record(
                                "company",
                                "One",
                                "phone",
                                " 1 ",
                                "revenue",
                                "12",
                                "address",
                                Map.of("city", "Rome"),
                                "x",
                                1),
                        record("company", "Two", "industry", null)));

        assertThat(account("One")).containsEntry("Phone", "1").containsEntry("Site", "Rome");
        assertThat(account("One").get("AnnualRevenue").toString()).startsWith("12");
        assertThat(account("Two")).containsEntry("Industry", "Other").containsEntry("Phone", null);
        assertThat(account("Two").get("AnnualRevenue").toString()).startsWith("0");
    }

    @Test
    void a_default_is_enough_for_a_strict_mapping_and_a_missing_value_is_not() throws Exception {
        start();
        String mapping = mapping("""
                version: 1
                strict: true
                fields:
                  Name: company
                  Site: {from: city, default: none}
                """);

        SyncResult result = load(
                "sfsync:insert:Account?failOn=never" + mapping,
                List.of(record("company", "One", "city", null), record("company", null, "city", "x")));

        assertThat(account("One")).containsEntry("Site", "none");
        assertThat(result.firstErrors().get(0).errors().get(0).code()).isEqualTo("SFSYNC_MISSING_VALUE");
    }

    @Test
    void a_default_holds_for_empty_text_only_where_empty_counts_as_missing() throws Exception {
        start();
        String fields = "fields:\n  Name: n\n  Site: {from: s, default: none}\n";
        List<Map<String, Object>> one = List.of(record("n", "One", "s", ""));
        List<Map<String, Object>> two = List.of(record("n", "Two", "s", ""));

        load("sfsync:insert:Account?failOn=any" + mapping("version: 1\n" + fields), one);
        load("sfsync:insert:Account?failOn=any&batchSize=5" + mapping("version: 1\nemptyAsNull: true\n" + fields), two);

        assertThat(account("One")).containsEntry("Site", null);
        assertThat(account("Two")).containsEntry("Site", "none");
    }

    @Test
    void one_column_feeds_two_fields_and_two_columns_feed_one() throws Exception {
        start();
        String mapping = mapping("""
                version: 1
                fields:
                  Name: {from: [first, last], do: [{concat: ' '}]}
                  Site: last
                  Description: last
                """);

        load("sfsync:insert:Account?failOn=any" + mapping, List.of(record("first", "Ada", "last", "Byron")));

        assertThat(account("Ada Byron")).containsEntry("Site", "Byron").containsEntry("Description", "Byron");
    }

    @Test
    void eight_transforms_have_the_names_that_other_mappers_give_them() throws Exception {
        start();
        Map<String, Object> mapped = mapped(
                """
                mapping:
                  a: [A__c, lowercase]
                  b: [B__c, uppercase]
                  c: [C__c, strip]
                  d: [D__c, int]
                  e: [E__c, float]
                  f: [F__c, bool]
                  g: [G__c, date_iso]
                  h: [H__c, datetime_iso]
                """,
                record(
                        "a",
                        "AB",
                        "b",
                        "ab",
                        "c",
                        " x ",
                        "d",
                        "42",
                        "e",
                        "1.5",
                        "f",
                        "false",
                        "g",
                        LocalDate.of(2025, 1, 31),
                        "h",
                        OffsetDateTime.parse("2025-01-31T10:00:00Z")));

        assertThat(mapped.values().stream().map(String::valueOf))
                .containsExactly("ab", "AB", "x", "42", "1.5", "false", "2025-01-31", "2025-01-31T10:00:00Z");
    }

    @Test
    void a_function_of_the_application_is_a_transform_by_its_name() throws Exception {
        camel.getRegistry()
                .bind("initials", (Transform) value -> value.toString().replaceAll("[^A-Z]", ""));
        start();

        assertThat(mapped("mapping: {a: [A__c, initials]}\n", record("a", "Ada Byron")))
                .isEqualTo(Map.of("A__c", "AB"));
        assertThatThrownBy(() -> mapped("mapping: {a: [A__c, initialls]}\n", Map.of()))
                .hasStackTraceContaining("unknown transform 'initialls', did you mean 'initials'?");
    }

    private Map<String, Object> mapped(String text, Map<String, Object> body) throws Exception {
        MappingProcessor step = new MappingProcessor();
        step.setCamelContext(camel);
        step.setMapping("file:" + Files.writeString(folder.resolve("p.yaml"), text));
        Exchange exchange = new org.apache.camel.support.DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        step.process(exchange);
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = exchange.getMessage().getBody(Map.class);
        return fields;
    }

    @Test
    void a_condition_sees_missing_values_and_what_it_cannot_judge_is_said() throws Exception {
        start();
        String mapping = mapping("""
                version: 1
                fields:
                  Name: name
                  Site: {value: big, when: {revenue: {above: 1000}}}
                """);

        SyncResult result = load(
                "sfsync:insert:Account?failOn=never" + mapping,
                List.of(
                        record("name", "One", "revenue", 2000),
                        record("name", "Two", "revenue", null),
                        record("name", "Three", "revenue", "a lot")));

        assertThat(account("One")).containsEntry("Site", "big");
        assertThat(account("Two")).containsEntry("Site", null);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(result.firstErrors().get(0).errors().get(0).code()).isEqualTo("SFSYNC_CONDITION_FAILED");
    }

    @Test
    void many_records_at_once_give_as_many_results_in_their_order() {
        List<MappedRecord> mapped = RecordMappings.mapAll(
                RecordMappings.ofMap(Map.of("n", List.of("NumberOfEmployees", "int"))),
                List.of(record("n", "1"), record("n", "one"), record("n", "3")));

        assertThat(mapped).hasSize(3);
        assertThat(mapped.get(0).value(0)).isEqualTo(1L);
        assertThat(mapped.get(1).rejection()).isNotNull();
        assertThat(mapped.get(2).value(0)).isEqualTo(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk1", "bulk2"})
    void a_child_finds_its_parent_by_external_id_over_every_api(String api) throws Exception {
        start();
        load(UPSERT + "&api=" + api, List.of(record("External_Key__c", "P", "Name", "Parent")));
        String mapping = mapping("""
                version: 1
                fields:
                  LastName: name
                  Account.External_Key__c: parent
                """);

        SyncResult result = load(
                "sfsync:insert:Contact?failOn=never&api=" + api + mapping,
                List.of(record("name", "Child", "parent", "P"), record("name", "Orphan", "parent", "nobody")));

        assertThat(result.totals().created()).isEqualTo(1);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(ORG.org().query("SELECT LastName FROM Contact WHERE Account.Name = 'Parent'"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk1", "bulk2"})
    void missing_values_leave_a_field_alone_or_empty_it_over_every_api(String api) throws Exception {
        start();
        load(UPSERT, List.of(record("External_Key__c", "A", "Name", "One", "Site", "Rome")));
        List<Map<String, Object>> missing = List.of(record("External_Key__c", "A", "Name", "One", "Site", null));

        load(UPSERT + "&failOn=any&api=" + api, missing);
        assertThat(account("One")).containsEntry("Site", "Rome");
        load(UPSERT + "&failOn=any&nulls=clear&api=" + api, missing);
        assertThat(account("One")).containsEntry("Site", null);
    }

    @Test
    void an_empty_cell_is_missing_and_a_byte_order_mark_is_no_part_of_a_name() throws Exception {
        start();
        String mapping = mapping("mapping:\n  company: Name\n  revenue: [AnnualRevenue, float, 0]\n");

        load("sfsync:insert:Account?failOn=any" + mapping, "\uFEFFcompany,revenue\nOne,\nTwo,15\n");

        assertThat(account("One").get("AnnualRevenue").toString()).startsWith("0");
        assertThat(account("Two").get("AnnualRevenue").toString()).startsWith("15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Email", "BillingAddress", "CreatedDate"})
    void a_field_that_cannot_be_written_is_named_before_anything_is_sent(String field) throws Exception {
        start();
        String mapping = mapping("mapping: {a: Name, b: " + field + "}\n");

        Exchange refused =
                send("sfsync:insert:Account?api=collections" + mapping, List.of(record("a", "One", "b", "x")));

        assertThat(refused.getException()).isInstanceOf(SyncException.class).hasMessageContaining(field);
        assertThat(ORG.org().requests().count("composite/sobjects")).isZero();
    }

    @Test
    void a_batch_size_above_a_call_makes_real_batches() throws Exception {
        start();

        SyncResult result = load("sfsync:insert:Account?batchSize=500", accounts(1_000));

        assertThat(result.totals().created()).isEqualTo(1_000);
        assertThat(result.toMap()).containsEntry("api", "bulk1");
        assertThat(result.batches()).isEqualTo(2);
    }

    @Test
    void who_stops_at_an_error_still_knows_what_was_created() throws Exception {
        start();

        Exchange stopped = send(
                "sfsync:insert:Account?stopOnError=true&batchSize=1",
                List.of(record("Name", "One"), record("Name", "x".repeat(300)), record("Name", "Three")));

        SyncException failure = (SyncException) stopped.getException();
        assertThat(failure.result().totals().created()).isEqualTo(1);
        assertThat(failure.result().totals().unprocessed()).isEqualTo(1);
        assertThat(namesInOrg()).containsExactly("One");
    }

    @Test
    void no_record_at_all_is_a_success_without_a_request_for_records() throws Exception {
        start();

        SyncResult result = load("sfsync:insert:Account", List.of());

        assertThat(result.status().name()).isEqualTo("SUCCESS");
        assertThat(ORG.org().requests().count("composite/sobjects")).isZero();
    }

    @Test
    void what_a_mapping_refuses_is_an_error_record_and_shortens_nothing() throws Exception {
        start();
        Path errors = folder.resolve("errors.csv");
        String mapping = mapping("mapping: {name: Name, n: [NumberOfEmployees, int]}\n");

        SyncResult result = load(
                "sfsync:insert:Account?failOn=never&errors=file:" + errors + mapping,
                Arrays.asList(
                        record("name", "One", "n", "1"), record("name", "Two", "n", "two"), record("name", "Three")));

        assertThat(result.totals().total()).isEqualTo(3);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(errors).content().contains(",rejected,").contains("two");
    }
}
