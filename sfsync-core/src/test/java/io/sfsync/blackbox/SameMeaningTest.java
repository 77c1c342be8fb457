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
    private static final String NOT_THERE = "(none)";
    private static final String GONE = "(gone)";

    /** What the placeholders of the table stand for. */
    private final Map<String, String> words = new LinkedHashMap<>(Map.of("{bom}", "\uFEFF", "{crlf}", "\r\n"));

    /** What goes in one load. */
    private record Load(String object, String operation, String nulls, String rule) {}

    private record Case(int number, Load load, String field, String before, String value, String read, String after) {
        String key(Api api) {
            return api.name() + "-" + number;
        }

        boolean isDoneBy(Api api) {
            boolean cannot = api == Api.COLLECTIONS && load.operation().equals("hardDelete");
            // Bulk 2.0 takes no line ends of Windows: such a record is rejected, or goes over collections
            return !cannot && (api != Api.BULK2 || !value.contains("{crlf}"));
        }
    }

    @Test
    void the_same_input_leaves_the_same_org_behind_whatever_the_api() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (TestOrg test = TestOrg.start()) {
            learn(test);
            List<Case> cases = cases();
            for (Api api : Api.values()) {
                words.put("{parent}", api.name() + "-parent");
                load(test, Api.COLLECTIONS, new Load("Account", "insert", "IGNORE", ""), List.of(parent()));
                before(test, api, cases);
                Map<Load, List<Map<String, Object>>> loads = new LinkedHashMap<>();
                for (Case one : cases) {
                    if (one.isDoneBy(api)) {
                        loads.computeIfAbsent(one.load(), load -> new ArrayList<>())
                                .add(row(test, api, one));
                    }
                }
                for (Map.Entry<Load, List<Map<String, Object>>> load : loads.entrySet()) {
                    load(test, api, load.getKey(), load.getValue());
                }
                for (Case one : cases) {
                    if (one.isDoneBy(api)) {
                        softly.assertThat(read(test, one, api))
                                .as(api + " " + one)
                                .isEqualTo(said(one.after()));
                    }
                }
            }
        }
        softly.assertAll();
    }

    private void learn(TestOrg test) throws Exception {
        Map<String, Object> queue = Map.of("Name", "Second Line", "DeveloperName", "Second_Line", "Type", "Queue");
        load(test, Api.COLLECTIONS, new Load("Group", "insert", "IGNORE", ""), List.of(queue));
        Map<String, Object> me =
                test.org().query("SELECT Name, Email FROM User LIMIT 1").get(0);
        words.put("{me}", String.valueOf(me.get("Name")));
        words.put("{user}", String.valueOf(me.get("Email")));
        words.put(
                "{rule}",
                String.valueOf(
                        test.org().query("SELECT Id FROM AssignmentRule").get(0).get("Id")));
    }

    private Map<String, Object> parent() {
        return Map.of("Key__c", said("{parent}"), "Name", "P");
    }

    private void before(TestOrg test, Api api, List<Case> cases) throws Exception {
        for (Case one : cases) {
            boolean insert = one.load().operation().equals("insert");
            if (!insert && !one.before().equals(NOT_THERE)) {
                Map<String, Object> row = named(one, api);
                row.put(one.field(), said(one.before()));
                load(test, Api.COLLECTIONS, new Load(one.load().object(), "insert", "IGNORE", ""), List.of(row));
            }
        }
    }

    private Map<String, Object> row(TestOrg test, Api api, Case one) {
        String operation = one.load().operation();
        if (operation.equals("insert") || operation.equals("upsert")) {
            Map<String, Object> row = named(one, api);
            row.put(one.field(), said(one.value()));
            return row;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Id", test.org().query(where("Id", one, api)).get(0).get("Id"));
        if (operation.equals("update")) {
            row.put(one.field(), said(one.value()));
        }
        return row;
    }

    private static Map<String, Object> named(Case one, Api api) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Key__c", one.key(api));
        row.put(one.load().object().equals("Account") ? "Name" : "Subject", "N");
        return row;
    }

    private String said(String text) {
        String said = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            said = said.replace(word.getKey(), word.getValue());
        }
        return said;
    }

    private void load(TestOrg test, Api api, Load load, List<Map<String, Object>> rows) throws Exception {
        SyncOptionsBuilder options = SyncOptions.builder(Operation.parse(load.operation()), load.object())
                .api(api)
                .nulls(NullPolicy.valueOf(load.nulls()))
                .failOn(FailOn.parse("never"));
        if (!load.rule().isEmpty()) {
            options.assignmentRule(said(load.rule()));
        }
        if (load.operation().equals("upsert")) {
            options.externalIdField("Key__c");
        }
        SyncResult result = test.pipeline(options).build().sync(rows);
        assertThat(result.firstErrors()).as(api + " " + load).isEmpty();
    }

    private static String where(String field, Case one, Api api) {
        return "SELECT " + field + " FROM " + one.load().object() + " WHERE Key__c = '" + one.key(api) + "'";
    }

    private static String read(TestOrg test, Case one, Api api) {
        List<Map<String, Object>> rows = test.org().query(where(one.read(), one, api));
        if (rows.isEmpty()) {
            return GONE;
        }
        @Nullable Object value = rows.get(0);
        for (String name : one.read().split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value == null ? "" : String.valueOf(value);
    }

    private static List<Case> cases() throws Exception {
        List<Case> cases = new ArrayList<>();
        Path table = Path.of("src/test/resources/spec/same-meaning.csv");
        try (RecordReader reader = RecordReaders.csv(table, CsvFormat.DEFAULT)) {
            for (SourceRecord row = reader.next(); row != null; row = reader.next()) {
                Load load =
                        new Load(text(row, "object"), text(row, "operation"), text(row, "nulls"), text(row, "rule"));
                String field = text(row, "field");
                String read = text(row, "read");
                cases.add(new Case(
                        cases.size(),
                        load,
                        field,
                        text(row, "before"),
                        text(row, "value"),
                        read.isEmpty() ? field : read,
                        text(row, "after")));
            }
        }
        return cases;
    }

    private static String text(SourceRecord row, String column) {
        return row.get(column) instanceof String text ? text : "";
    }
}
