/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of what an input leaves behind in the org: the same over every API. */
class SameMeaningTest {
    private record Case(String operation, String nulls, String field, String before, String value, String after) {}

    @Test
    void the_same_input_leaves_the_same_org_behind_whatever_the_api() throws Exception {
        List<Case> cases = cases();
        SoftAssertions softly = new SoftAssertions();
        try (TestOrg test = TestOrg.start()) {
            for (Api api : Api.values()) {
                String parent = api.name() + "-parent";
                load(test, Api.COLLECTIONS, Operation.INSERT, NullPolicy.IGNORE, List.of(row(parent, "Name", "P")));
                for (int i = 0; i < cases.size(); i++) {
                    if (!cases.get(i).operation().equals("insert")) {
                        Case known = cases.get(i);
                        Map<String, Object> row =
                                row(key(api, i), known.field(), known.before().replace("{parent}", parent));
                        load(test, Api.COLLECTIONS, Operation.INSERT, NullPolicy.IGNORE, List.of(row));
                    }
                }
                for (String operation : List.of("insert", "update", "upsert")) {
                    for (NullPolicy nulls : NullPolicy.values()) {
                        apply(test, api, operation, nulls, parent, cases);
                    }
                }
                for (int i = 0; i < cases.size(); i++) {
                    Case expected = cases.get(i);
                    softly.assertThat(read(test, key(api, i), expected.field()))
                            .as(api + " " + expected)
                            .isEqualTo(expected.after().replace("{parent}", parent));
                }
            }
        }
        softly.assertAll();
    }

    private static void apply(
            TestOrg test, Api api, String operation, NullPolicy nulls, String parent, List<Case> cases)
            throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            if (one.operation().equals(operation) && one.nulls().equals(nulls.name())) {
                Map<String, Object> row =
                        row(key(api, i), one.field(), one.value().replace("{parent}", parent));
                if (operation.equals("update")) {
                    row.put("Id", id(test, key(api, i)));
                }
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            load(test, api, Operation.parse(operation), nulls, rows);
        }
    }

    private static Map<String, Object> row(String key, String field, String value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Key__c", key);
        row.put("Name", "N");
        row.put(field, value);
        return row;
    }

    private static String key(Api api, int number) {
        return api.name() + "-" + number;
    }

    private static void load(
            TestOrg test, Api api, Operation operation, NullPolicy nulls, List<Map<String, Object>> rows)
            throws Exception {
        SyncOptionsBuilder options =
                SyncOptions.builder(operation, "Account").api(api).nulls(nulls).failOn(FailOn.parse("never"));
        if (operation == Operation.UPSERT) {
            options.externalIdField("Key__c");
        }
        SyncResult result = test.pipeline(options).build().sync(rows);
        assertThat(result.firstErrors()).as(api + " " + operation).isEmpty();
    }

    private static String id(TestOrg test, String key) {
        return String.valueOf(test.org()
                .query("SELECT Id FROM Account WHERE Key__c = '" + key + "'")
                .get(0)
                .get("Id"));
    }

    private static String read(TestOrg test, String key, String field) {
        Map<String, Object> row = test.org()
                .query("SELECT " + field + " FROM Account WHERE Key__c = '" + key + "'")
                .get(0);
        @Nullable Object value = row;
        for (String name : field.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null ? "" : String.valueOf(value);
    }

    private static List<Case> cases() throws Exception {
        List<Case> cases = new ArrayList<>();
        Path table = Path.of("src/test/resources/spec/same-meaning.csv");
        try (RecordReader reader = RecordReaders.csv(table, CsvFormat.DEFAULT)) {
            for (SourceRecord row = reader.next(); row != null; row = reader.next()) {
                cases.add(new Case(text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5)));
            }
        }
        return cases;
    }

    private static String text(SourceRecord row, int cell) {
        return row.cell(cell) instanceof String text ? text : "";
    }
}
