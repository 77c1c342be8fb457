/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the tables under {@code spec/mapping}. */
class MappingSpecTest {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Map<String, String> FILES = Map.of(
            "t.csv", "code,name\nIT,ITALY\nZZ,\n",
            "r.csv", "code,name\nIT,ITALY\n",
            "twice.csv", "code,name\nIT,a\nIT,b\n",
            "broken.csv", "code,name\n,a\n",
            "one.csv", "code\nIT\n");
    private static final MappingContext CONTEXT = MappingContext.PLAIN
            .withFiles(name -> {
                String text = FILES.get(name);
                if (text == null) {
                    throw new java.nio.file.NoSuchFileException(name);
                }
                return new StringReader(text);
            })
            .withIdMaps(name -> {
                if (name.equals("customers")) {
                    return key -> key.equals("7") ? "001000000000001AAA" : null;
                }
                throw new IllegalArgumentException("finds no id map '" + name + "'");
            });

    @TestFactory
    Stream<DynamicTest> source_keyed() throws IOException {
        return cases("source-keyed").map(c -> DynamicTest.dynamicTest(name(c), () -> check(c, "")));
    }

    @TestFactory
    Stream<DynamicTest> target_keyed() throws IOException {
        return cases("target-keyed").map(c -> DynamicTest.dynamicTest(name(c), () -> check(c, "version: 1\n")));
    }

    @TestFactory
    Stream<DynamicTest> transforms() throws IOException {
        return cases("transforms").map(c -> DynamicTest.dynamicTest(name(c), () -> checkTransform(c)));
    }

    @TestFactory
    Stream<DynamicTest> values_that_transforms_are_not_for() throws IOException {
        return cases("bad-values").map(c -> DynamicTest.dynamicTest(c.get("do").toString(), () -> checkBadValues(c)));
    }

    @Test
    void every_transform_is_in_the_table_of_bad_values() throws IOException {
        assertThat(cases("bad-values")
                        .map(c -> c.get("do") instanceof Map<?, ?> map
                                ? map.keySet().iterator().next().toString()
                                : c.get("do").toString().replaceFirst("\\(.*", "")))
                .containsAll(Transforms.BUILT_IN.names());
    }

    private static void checkBadValues(Map<String, Object> spec) throws IOException {
        Object step = spec.get("do");
        MappedRecord none = step(step, Map.of());
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("a", null);
        assertThat(none.rejection()).isNull();
        assertThat(none.value(0)).isEqualTo(Absent.VALUE);
        assertThat(step(step, nothing).rejection()).isNull();
        Map<String, Object> empty = new LinkedHashMap<>();
        empty.put("value", "");
        empty.put(spec.containsKey("emptySays") ? "says" : "result", spec.get("emptySays"));
        checkBadValue(step, empty);
        checkBadValue(step, (Map<?, ?>) spec.get("type"));
        checkBadValue(step, (Map<?, ?>) spec.get("bad"));
    }

    private static void checkBadValue(Object step, Map<?, ?> expected) throws IOException {
        MappedRecord mapped = step(step, Map.of("a", expected.get("value")));
        RecordError rejection = mapped.rejection();
        if (expected.get("says") == null) {
            assertThat(rejection).isNull();
            assertThat(mapped.value(0)).isEqualTo(expected.get("result"));
            return;
        }
        assertThat(Objects.requireNonNull(rejection).code()).isEqualTo("SFSYNC_TRANSFORM_FAILED");
        assertThat(rejection.fields()).containsExactly("A__c");
        assertThat(rejection.message())
                .matches("transform '[^']+(\\('.*'\\))?.*': a value of type (String|Boolean|Integer|List|Map) .*")
                .endsWith(" " + expected.get("says"));
    }

    private static MappedRecord step(Object step, Map<String, ?> record) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("A__c", Map.of("from", "a", "do", step));
        if (step.equals("amount")) {
            fields.put("Code__c", Map.of("from", "a", "do", "currency"));
        }
        return parse(YAML.writeValueAsString(Map.of("version", 1, "fields", fields)))
                .map(one(record));
    }

    @TestFactory
    Stream<DynamicTest> refused() throws IOException {
        return cases("refused")
                .map(c -> DynamicTest.dynamicTest("refuses " + c.get("mapping"), () -> {
                    for (Object says : (List<?>) c.get("says")) {
                        assertThatThrownBy(() -> parse(c.get("mapping").toString()))
                                .isInstanceOf(MappingException.class)
                                .hasMessageContaining(says.toString());
                    }
                }));
    }

    private static void check(Map<String, Object> spec, String before) throws IOException {
        String text = spec.get("mapping").toString();
        RecordMapping mapping = parse(text.startsWith("{") ? text.replaceFirst("\\{", "{version: 1, ") : before + text);
        Map<?, ?> record = (Map<?, ?>) spec.get("record");
        if (spec.containsKey("nullWords")) {
            Map<Object, Object> words = new LinkedHashMap<>(record);
            words.put("region", "NULL");
            record = words;
        }
        MappedRecord mapped = mapping.map(one(record));
        RecordError rejection = mapped.rejection();
        if (spec.containsKey("code")) {
            assertThat(Objects.requireNonNull(rejection).code()).isEqualTo(spec.get("code"));
            assertThat(rejection.message()).isEqualTo(spec.get("message"));
            assertThat(rejection.fields()).hasSize(1);
            return;
        }
        assertThat(rejection).isNull();
        assertThat(said(mapped)).isEqualTo(spec.get("fields"));
    }

    private static void checkTransform(Map<String, Object> spec) throws IOException {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("from", "a");
        field.put("do", spec.get("do"));
        String text = YAML.writeValueAsString(Map.of("version", 1, "fields", Map.of("A__c", field)));
        MappedRecord mapped = parse(text).map(one(Map.of("a", spec.get("value"))));
        RecordError rejection = mapped.rejection();
        if (spec.containsKey("code")) {
            assertThat(Objects.requireNonNull(rejection).code()).isEqualTo(spec.get("code"));
            assertThat(rejection.message()).doesNotContain("'" + spec.get("value") + "'");
            return;
        }
        assertThat(rejection).isNull();
        Object value = mapped.value(0);
        if (spec.containsKey("date")) {
            assertThat(value).isEqualTo(LocalDate.parse(spec.get("date").toString()));
        } else if (spec.containsKey("dateTime")) {
            assertThat(value).isEqualTo(LocalDateTime.parse(spec.get("dateTime").toString()));
        } else if (spec.containsKey("offsetDateTime")) {
            assertThat(value)
                    .isEqualTo(OffsetDateTime.parse(spec.get("offsetDateTime").toString()));
        } else if (spec.containsKey("instant")) {
            assertThat(value)
                    .isEqualTo(java.time.Instant.parse(spec.get("instant").toString()));
        } else if (value instanceof Number && spec.get("result") instanceof Number) {
            assertThat(new BigDecimal(value.toString()))
                    .isEqualByComparingTo(new BigDecimal(spec.get("result").toString()));
        } else {
            assertThat(value).isEqualTo(spec.get("result"));
        }
    }

    private static Map<String, Object> said(MappedRecord mapped) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < mapped.fields().size(); i++) {
            if (mapped.value(i) != Absent.VALUE) {
                fields.put(mapped.fields().names().get(i), mapped.value(i));
            }
        }
        return fields;
    }

    private static SourceRecord one(Map<?, ?> record) throws IOException {
        return Objects.requireNonNull(RecordReaders.ofObject(record).next());
    }

    private static RecordMapping parse(String text) throws IOException {
        return MappingFile.parse("test.yaml", new StringReader(text), CONTEXT);
    }

    private static String name(Map<String, Object> spec) {
        return spec.get("name").toString();
    }

    private static Stream<Map<String, Object>> cases(String file) throws IOException {
        try (InputStream in = MappingSpecTest.class.getResourceAsStream("/spec/mapping/" + file + ".yaml")) {
            return YAML.readValue(in, new TypeReference<List<Map<String, Object>>>() {}).stream();
        }
    }
}
