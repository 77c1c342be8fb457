/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.mapping.Checks;
import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.mapping.RecordMappings;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import io.sfsync.schema.DescribeReader;
import io.sfsync.schema.ObjectSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the table {@code spec/rows.yaml}, and shows what is checked for all records at once. */
class RowCheckTest {
    private static final String DESCRIBE = """
            {"name":"Case__c","keyPrefix":"a01","createable":true,"updateable":true,
             "recordTypeInfos":[{"developerName":"Retail","recordTypeId":"012000000000001AAA","active":true},
               {"developerName":"Old","recordTypeId":"012000000000002AAA","active":false},
               {"developerName":"Master","recordTypeId":"012000000000000AAA","active":true,"master":true}],
             "fields":[
              {"name":"Id","type":"id"},
              {"name":"Name","type":"string","createable":true,"updateable":true,"length":5,"nillable":false},
              {"name":"Count__c","type":"int","createable":true,"digits":9},
              {"name":"Price__c","type":"currency","createable":true,"precision":7,"scale":2},
              {"name":"Done__c","type":"boolean","createable":true,"nillable":false},
              {"name":"Day__c","type":"date","createable":true},
              {"name":"At__c","type":"datetime","createable":true},
              {"name":"Mail__c","type":"email","createable":true,"length":80},
              {"name":"Color__c","type":"picklist","createable":true,"restrictedPicklist":true,
               "picklistValues":[{"value":"red","active":true},{"value":"old","active":false}]},
              {"name":"Free__c","type":"picklist","createable":true,"updateable":true,"picklistValues":[{"value":"red"}]},
              {"name":"Colors__c","type":"multipicklist","createable":true,"restrictedPicklist":true,
               "picklistValues":[{"value":"red"},{"value":"green"}]},
              {"name":"RecordTypeId","type":"reference","createable":true,"referenceTo":["RecordType"]},
              {"name":"CreatedDate","type":"datetime","nillable":false},
              {"name":"Parent__c","type":"reference","createable":true,
               "referenceTo":["Case__c"],"relationshipName":"Parent__r"}]}
            """;

    private static ObjectSchema object() throws IOException {
        return DescribeReader.read(new ObjectMapper().readTree(DESCRIBE));
    }

    private static RecordCheck check(Operation operation, Checks checks, NullPolicy nulls) throws IOException {
        ObjectSchema object = object();
        TargetResolver resolver = new TargetResolver(
                object,
                operation,
                null,
                name -> name.equals("Case__c") ? Optional.of(object) : Optional.empty(),
                checks);
        return new RecordCheck(operation, null, resolver, null, nulls);
    }

    private static Checks rows() {
        return new Checks(Checks.Level.ROWS, Checks.ReadOnly.ERROR);
    }

    private static MappedRecord record(Map<String, ?> values) throws IOException {
        SourceRecord source =
                Objects.requireNonNull(RecordReaders.ofObject(values).next());
        return RecordMappings.identity().map(source);
    }

    @TestFactory
    Stream<DynamicTest> every_value_is_judged_as_the_org_would() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/spec/rows.yaml")) {
            return new YAMLMapper()
                    .readValue(in, new TypeReference<List<Map<String, Object>>>() {}).stream()
                            .map(row -> DynamicTest.dynamicTest(
                                    row.get("field") + " " + row.get("value"), () -> judge(row)));
        }
    }

    private static void judge(Map<String, Object> row) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Name", "x");
        values.put(row.get("field").toString(), row.get("value"));

        RecordError refusal = check(Operation.INSERT, rows(), NullPolicy.IGNORE)
                .check(record(values))
                .refusal();

        if (row.get("code") == null) {
            assertThat(refusal).isNull();
        } else {
            assertThat(Objects.requireNonNull(refusal).code()).isEqualTo(row.get("code"));
            assertThat(refusal.message()).contains(row.get("says").toString());
        }
    }

    @Test
    void a_record_without_a_required_field_is_refused() throws Exception {
        RecordError refusal = check(Operation.INSERT, rows(), NullPolicy.IGNORE)
                .check(record(Map.of("Free__c", "x")))
                .refusal();

        assertThat(Objects.requireNonNull(refusal).code()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(refusal.fields()).containsExactly("Name");
    }

    @Test
    void an_update_needs_a_required_field_only_where_it_would_empty_it() throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Id", "a01000000000001AAA");
        values.put("Name", null);

        assertThat(check(Operation.UPDATE, rows(), NullPolicy.IGNORE)
                        .check(record(values))
                        .refusal())
                .isNull();
        assertThat(Objects.requireNonNull(check(Operation.UPDATE, rows(), NullPolicy.CLEAR)
                                .check(record(values))
                                .refusal())
                        .code())
                .isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void values_are_the_orgs_business_by_default() throws Exception {
        assertThat(check(Operation.INSERT, Checks.DEFAULT, NullPolicy.IGNORE)
                        .check(record(Map.of("Count__c", "twelve")))
                        .refusal())
                .isNull();
    }

    @Test
    void a_required_field_that_no_record_can_have_is_named_before_the_first() throws Exception {
        Header columns = Header.of(List.of("Free__c"));

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> check(Operation.INSERT, Checks.DEFAULT, NullPolicy.IGNORE)
                        .expect(columns))
                .withMessageContaining("object Case__c: required fields are not mapped: [Name]; map them");
        check(Operation.INSERT, new Checks(Checks.Level.OFF, Checks.ReadOnly.ERROR), NullPolicy.IGNORE)
                .expect(columns);
        check(Operation.UPDATE, Checks.DEFAULT, NullPolicy.IGNORE).expect(columns);
    }

    @Test
    void a_record_type_goes_by_its_developer_name() throws Exception {
        CheckedRecord ready = Objects.requireNonNull(check(Operation.INSERT, Checks.DEFAULT, NullPolicy.IGNORE)
                .check(record(Map.of("recordtype.developername", "Retail")))
                .ready());

        assertThat(ready.shape().fields().get(0).csvName()).isEqualTo("RecordTypeId");
        assertThat(ready.value(0)).isEqualTo("012000000000001AAA");
    }

    @Test
    void read_only_fields_are_left_out_where_that_is_asked_for() throws Exception {
        Checks drop = new Checks(Checks.Level.FIELDS, Checks.ReadOnly.DROP);

        CheckedRecord ready = Objects.requireNonNull(check(Operation.INSERT, drop, NullPolicy.IGNORE)
                .check(record(Map.of("CreatedDate", "2025-01-31T10:00:00Z", "Free__c", "x")))
                .ready());

        assertThat(ready.shape().fields()).hasSize(1);
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> check(Operation.INSERT, Checks.DEFAULT, NullPolicy.IGNORE)
                        .expect(Header.of(List.of("Name", "CreatedDate"))))
                .withMessageContaining("field CreatedDate of object Case__c cannot be set by insert");
    }

    @Test
    void without_checks_unknown_fields_travel_as_they_are_written() throws Exception {
        RecordCheck off =
                check(Operation.INSERT, new Checks(Checks.Level.OFF, Checks.ReadOnly.ERROR), NullPolicy.IGNORE);

        Shape shape = Objects.requireNonNull(off.check(record(Map.of("Nmae", "x", "User:Owner.Email", "y")))
                        .ready())
                .shape();

        assertThat(shape.fields().stream().map(field -> field.csvName()))
                .containsExactlyInAnyOrder("Nmae", "User:Owner.Email");
    }
}
