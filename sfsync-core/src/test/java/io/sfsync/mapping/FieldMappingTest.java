/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldMappingTest {

    private static SourceRecord record(Map<String, ?> map) throws IOException {
        return Objects.requireNonNull(RecordReaders.ofObject(map).next());
    }

    private static SourceRecord csv(String text) throws IOException {
        return Objects.requireNonNull(
                RecordReaders.csv(new StringReader(text), CsvFormat.DEFAULT).next());
    }

    private static Object value(MappedRecord mapped, String field) {
        assertThat(mapped.rejection()).isNull();
        return mapped.value(mapped.fields().indexOf(field));
    }

    private static RecordError rejection(MappedRecord mapped) {
        return Objects.requireNonNull(mapped.rejection());
    }

    @Test
    void builds_a_mapping_field_by_field() throws IOException {
        RecordMapping mapping = FieldMapping.builder()
                .missing("NULL")
                .field("Name")
                .from("Security")
                .trim()
                .truncate(3)
                .field("YearStarted")
                .from("Founded")
                .match("\\d{4}")
                .field("Type")
                .value("Customer")
                .field("Phone")
                .coalesce("mobile", "phone")
                .field("Street__c")
                .concat(", ", "street", "no")
                .field("Region__c")
                .from("region")
                .orElse("none")
                .field("Since__c")
                .from("since")
                .date("dd.MM.yyyy")
                .field("At__c")
                .from("at")
                .dateTime("dd.MM.yyyy HH:mm")
                .field("Revenue__c")
                .from("revenue")
                .number("de")
                .field("Loud__c")
                .from("Security")
                .with("loud", text -> text.toString().toUpperCase(Locale.ROOT) + "!")
                .field("Missing__c")
                .from("nothing")
                .build();
        MappedRecord mapped = mapping.map(record(Map.of(
                "Security",
                " 3M Inc ",
                "Founded",
                "2013 (1888)",
                "phone",
                "1",
                "mobile",
                "NULL",
                "street",
                "Main",
                "no",
                5,
                "since",
                "31.01.2025",
                "at",
                "31.01.2025 10:00",
                "revenue",
                "1.000,5")));

        assertThat(value(mapped, "Name")).isEqualTo("3M ");
        assertThat(value(mapped, "YearStarted")).isEqualTo("2013");
        assertThat(value(mapped, "Type")).isEqualTo("Customer");
        assertThat(value(mapped, "Phone")).isEqualTo("1");
        assertThat(value(mapped, "Street__c")).isEqualTo("Main, 5");
        assertThat(value(mapped, "Region__c")).isEqualTo("none");
        assertThat(value(mapped, "Since__c")).isEqualTo(LocalDate.of(2025, 1, 31));
        assertThat(value(mapped, "At__c")).isEqualTo(LocalDateTime.of(2025, 1, 31, 10, 0));
        assertThat(value(mapped, "Revenue__c")).hasToString("1000.5");
        assertThat(value(mapped, "Loud__c")).isEqualTo(" 3M INC !");
        assertThat(value(mapped, "Missing__c")).isEqualTo(Absent.VALUE);
    }

    @Test
    void names_everything_that_is_wrong_at_once() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> FieldMapping.builder()
                        .field("No field")
                        .from("a")
                        .field("Name")
                        .from("a")
                        .apply("trimm", null)
                        .field("name")
                        .from("a")
                        .value(1)
                        .field("City")
                        .build())
                .withMessageContaining("'No field' is no target field")
                .withMessageContaining("did you mean 'trim'?")
                .withMessageContaining("target 'name' is written twice")
                .withMessageContaining("field City needs either a source (from) or a constant (value)");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> FieldMapping.builder().build())
                .withMessageContaining("names no field");
    }

    @Test
    void a_column_that_a_csv_source_never_has_rejects_its_records() throws IOException {
        RecordMapping mapping =
                FieldMapping.builder().field("Name").from("Securty").build();

        RecordError error = rejection(mapping.map(csv("Security\n3M\n")));
        assertThat(error.code()).isEqualTo("SFSYNC_NO_SUCH_COLUMN");
        assertThat(error.message()).startsWith("the source has no column 'Securty', did you mean 'Security'?");
        assertThat(error.fields()).containsExactly("Name");
    }

    @Test
    void an_optional_column_or_one_with_a_default_may_lack() throws IOException {
        RecordMapping mapping = FieldMapping.builder()
                .field("Name")
                .from("Security")
                .field("City__c")
                .from("city")
                .optional()
                .field("Type")
                .from("type")
                .orElse("Customer")
                .build();
        MappedRecord mapped = mapping.map(csv("Security\n3M\n"));

        assertThat(value(mapped, "City__c")).isEqualTo(Absent.VALUE);
        assertThat(value(mapped, "Type")).isEqualTo("Customer");
    }

    @Test
    void a_strict_mapping_wants_every_value() throws IOException {
        RecordMapping mapping =
                FieldMapping.builder().strict().field("Name").from("a").build();

        assertThat(rejection(mapping.map(record(Map.of("b", 1)))).code()).isEqualTo("SFSYNC_MISSING_VALUE");
        assertThat(value(mapping.map(record(Map.of("a", 1))), "Name")).isEqualTo(1);
    }

    @Test
    void what_a_transform_of_the_application_throws_is_not_shown() throws IOException {
        RecordMapping mapping = FieldMapping.builder()
                .field("Name")
                .from("a")
                .with("parse", value -> Integer.parseInt(value.toString()))
                .build();

        RecordError error = rejection(mapping.map(record(Map.of("a", "secret"))));
        assertThat(error.code()).isEqualTo("SFSYNC_TRANSFORM_FAILED");
        assertThat(error.message()).contains("a value of type String makes it throw a NumberFormatException");
        assertThat(error.message()).doesNotContain("secret");
    }

    @Test
    void a_malformed_record_is_rejected_by_every_mapping() throws IOException {
        SourceRecord malformed = csv("a,b\n1\n");

        for (RecordMapping mapping : List.of(RecordMappings.identity(), RecordMappings.ofMap(Map.of("a", "Name")))) {
            RecordError error = rejection(mapping.map(malformed));
            assertThat(error)
                    .isEqualTo(RecordError.of("SFSYNC_MALFORMED_ROW", "the row has 1 field, the header has 2"));
        }
    }

    @Test
    void the_identity_takes_columns_as_fields() throws IOException {
        MappedRecord mapped = RecordMappings.identity().map(record(Map.of("Name", "", "City", 1)));

        assertThat(value(mapped, "Name")).isNull();
        assertThat(value(mapped, "City")).isEqualTo(1);
        assertThat(RecordMappings.identity().fingerprint()).isEqualTo("identity");
    }

    @Test
    void a_map_takes_names_lists_and_transforms() throws IOException {
        Transform twice = value -> value + "" + value;
        RecordMapping mapping = RecordMappings.ofMap(
                Map.of("a", "A__c", "b", List.of("B__c", twice), "c", Map.of("target", "C__c", "default", 0)));
        MappedRecord mapped = mapping.map(record(Map.of("a", 1, "b", 2)));

        assertThat(value(mapped, "A__c")).isEqualTo(1);
        assertThat(value(mapped, "B__c")).isEqualTo("22");
        assertThat(value(mapped, "C__c")).isEqualTo(0);
        assertThat(mapped.fields()).hasToString(mapped.fields().names().toString());
    }

    @Test
    void equal_mappings_have_equal_fingerprints() {
        String one = FieldMapping.builder().field("A").from("a").trim().build().fingerprint();

        assertThat(FieldMapping.builder().field("A").from("a").trim().build().fingerprint())
                .isEqualTo(one);
        assertThat(FieldMapping.builder().field("A").from("a").build().fingerprint())
                .isNotEqualTo(one);
        assertThat(FieldMapping.builder()
                        .missing("x")
                        .field("A")
                        .from("a")
                        .trim()
                        .build()
                        .fingerprint())
                .isNotEqualTo(one);
        RecordMapping own = MappedRecordStub::of;
        assertThat(own.fingerprint()).isNotEmpty();
    }

    /** A mapping of the application. */
    private static final class MappedRecordStub {
        static MappedRecord of(SourceRecord source) {
            return MappedRecord.of(
                    source, source.header(), new Object[source.header().size()]);
        }
    }

    @Test
    void a_file_may_use_transforms_of_the_application() throws IOException {
        Transforms transforms = Transforms.BUILT_IN.plus(Map.of("shout", text -> text + "!"));
        RecordMapping mapping = MappingFile.parse(
                "m.yaml", new StringReader("version: 1\nfields: {Name: {from: a, do: [shout]}}"), transforms);

        assertThat(value(mapping.map(record(Map.of("a", "x"))), "Name")).isEqualTo("x!");
        assertThat(transforms.names()).contains("shout", "trim");
        assertThat(value(
                        FieldMapping.builder()
                                .transforms(transforms)
                                .field("Name")
                                .from("a")
                                .apply("shout", null)
                                .build()
                                .map(record(Map.of("a", "y"))),
                        "Name"))
                .isEqualTo("y!");
    }

    @Test
    void reads_files_and_streams(@TempDir Path folder) throws IOException {
        String text = "version: 1\nfields: {Name: a}";
        Path file = Files.writeString(folder.resolve("m.yaml"), text);

        assertThat(value(MappingFile.parse(file).map(record(Map.of("a", 1))), "Name"))
                .isEqualTo(1);
        assertThat(value(
                        MappingFile.parse("m", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                                .map(record(Map.of("a", 2))),
                        "Name"))
                .isEqualTo(2);
    }

    @Test
    void dates_of_java_and_databases_become_iso_text() {
        Transform day = Transforms.BUILT_IN.named("date_iso", null);
        LocalDateTime time = LocalDateTime.of(2025, 1, 31, 10, 5);

        assertThat(day.apply(LocalDate.of(2025, 1, 31))).isEqualTo("2025-01-31");
        assertThat(day.apply(time)).isEqualTo("2025-01-31");
        assertThat(day.apply(java.sql.Date.valueOf("2025-01-31"))).isEqualTo("2025-01-31");
        assertThat(day.apply(Timestamp.valueOf(time))).isEqualTo("2025-01-31");
        assertThat(Transforms.BUILT_IN.named("date", null).apply(time)).isEqualTo(LocalDate.of(2025, 1, 31));
        assertThat(Transforms.BUILT_IN.named("date", null).apply(LocalDate.EPOCH))
                .isEqualTo(LocalDate.EPOCH);
    }

    @Test
    void date_times_of_java_become_iso_text_without_a_zone_of_their_own() {
        Transform moment = Transforms.BUILT_IN.named("datetime_iso", null);
        LocalDateTime time = LocalDateTime.of(2025, 1, 31, 10, 5);
        OffsetDateTime offset = time.atOffset(ZoneOffset.ofHours(1));
        Date sqlDate = java.sql.Date.valueOf("2025-01-31");

        assertThat(moment.apply(time)).isEqualTo("2025-01-31T10:05:00");
        assertThat(moment.apply(offset)).isEqualTo("2025-01-31T10:05:00+01:00");
        assertThat(moment.apply(offset.toZonedDateTime())).isEqualTo("2025-01-31T10:05:00+01:00");
        assertThat(moment.apply(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(moment.apply(Date.from(Instant.EPOCH))).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(moment.apply(sqlDate)).isSameAs(sqlDate);
        assertThat(moment.apply(LocalDate.EPOCH)).isEqualTo(LocalDate.EPOCH);
        assertThat(Transforms.BUILT_IN.named("datetime", null).apply(Instant.EPOCH))
                .isEqualTo(Instant.EPOCH);
        assertThat(Transforms.BUILT_IN.named("datetime", null).apply(sqlDate)).isSameAs(sqlDate);
    }

    @Test
    void sources_of_many_shapes_do_not_fill_the_memory() throws IOException {
        RecordMapping mapping = RecordMappings.ofMap(Map.of("a", "Name"));
        for (int i = 0; i < 2_500; i++) {
            assertThat(value(mapping.map(record(Map.of("a", i, "k" + i, i))), "Name"))
                    .isEqualTo(i);
        }
    }

    @Test
    void the_builder_has_conditions_maps_tables_and_computed_fields() throws IOException {
        RecordMapping mapping = FieldMapping.builder()
                .context(MappingContext.PLAIN
                        .withFiles(name -> new StringReader("code,name\nIT,Italy\n"))
                        .withIdMaps(name -> key -> name + key))
                .emptyAsNull()
                .field("Rating")
                .value("Hot")
                .when("segment", "A", "B")
                .field("Vip__c")
                .value(true)
                .when("revenue", "above 5", value -> value instanceof Integer number && number > 5)
                .field("Country__c")
                .from("c")
                .map(Map.of("US", "United States", "*", "Other"))
                .field("Nation__c")
                .from("n")
                .lookup("t.csv", "code", "name")
                .field("AccountId")
                .from("customer")
                .lookupId("customers")
                .field("Label__c")
                .compute("size", body -> "size " + ((Map<?, ?>) body).size())
                .field("Region__c")
                .from("region")
                .orElse("none")
                .build();

        MappedRecord mapped = mapping.map(
                record(Map.of("segment", "C", "revenue", 6, "c", "FR", "n", "IT", "customer", 7, "region", "")));

        assertThat(value(mapped, "Rating")).isEqualTo(Absent.VALUE);
        assertThat(value(mapped, "Vip__c")).isEqualTo(true);
        assertThat(value(mapped, "Country__c")).isEqualTo("Other");
        assertThat(value(mapped, "Nation__c")).isEqualTo("Italy");
        assertThat(value(mapped, "AccountId")).isEqualTo("customers7");
        assertThat(value(mapped, "Label__c")).isEqualTo("size 6");
        assertThat(value(mapped, "Region__c")).isEqualTo("none");
    }

    @Test
    void a_computed_field_that_throws_rejects_its_record() throws IOException {
        RecordMapping mapping = RecordMappings.ofMap(Map.of("a", "Name"), Map.of("Rating", body -> {
            throw new IllegalStateException("secret");
        }));

        RecordError rejection = rejection(mapping.map(record(Map.of("a", "x"))));

        assertThat(rejection.code()).isEqualTo("SFSYNC_EXPRESSION_FAILED");
        assertThat(rejection.message())
                .contains("Rating")
                .contains("IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void a_computed_field_wins_where_it_has_a_value() throws IOException {
        RecordMapping mapping = RecordMappings.ofMap(
                Map.of("a", "Name"), Map.of("name", body -> ((Map<?, ?>) body).get("b"), "Type", body -> null));

        assertThat(value(mapping.map(record(Map.of("a", "x", "b", "y"))), "Name"))
                .isEqualTo("y");
        assertThat(value(mapping.map(record(Map.of("a", "x"))), "Name")).isEqualTo("x");
    }

    @Test
    void a_list_comes_out_as_long_as_it_went_in() {
        List<MappedRecord> mapped = RecordMappings.mapAll(
                RecordMappings.ofMap(Map.of("a", List.of("A__c", "int"))),
                List.of(Map.of("a", 1), Map.of("a", "x"), Map.of("a", 3)));

        assertThat(mapped).hasSize(3);
        assertThat(mapped.get(1).rejection()).isNotNull();
        assertThat(mapped.get(2).value(0)).isEqualTo(3L);
    }

    @Test
    void words_for_nothing_count_before_any_mapping_and_the_source_stays_as_it_is() throws IOException {
        RecordMapping mapping = RecordMappings.withMissing(java.util.Set.of("NULL", "-"), RecordMappings.identity());
        SourceRecord source = record(Map.of("A__c", "NULL", "B__c", "x"));

        MappedRecord mapped = mapping.map(source);

        assertThat(value(mapped, "A__c")).isNull();
        assertThat(value(mapped, "B__c")).isEqualTo("x");
        assertThat(mapped.source()).isSameAs(source);
        assertThat(source.get("A__c")).isEqualTo("NULL");
        assertThat(RecordMappings.withMissing(java.util.Set.of(), mapping)).isSameAs(mapping);
        assertThat(mapping.fingerprint()).isNotEqualTo(RecordMappings.identity().fingerprint());
    }

    @Test
    void a_document_in_code_is_a_file() throws IOException {
        RecordMapping mapping = MappingFile.of(
                Map.of("version", 1, "fields", Map.of("Name", Map.of("from", "a", "do", List.of((Transform)
                        value -> value + "!")))),
                MappingContext.PLAIN);

        assertThat(value(mapping.map(record(Map.of("a", "x"))), "Name")).isEqualTo("x!");
    }

    @Test
    void a_table_stands_beside_its_mapping_file(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("t.csv"), "code,name\nIT,Italy\n");
        Path file =
                Files.writeString(folder.resolve("m.yaml"), "version: 1\nfields:\n  Name: {from: a, lookup: t.csv}\n");

        assertThat(value(MappingFile.parse(file).map(record(Map.of("a", "IT"))), "Name"))
                .isEqualTo("Italy");
    }

    @Test
    void an_expression_of_a_host_computes_values_conditions_and_steps() throws IOException {
        Expressions host = new Expressions() {
            @Override
            public java.util.Optional<Expression> value(String language, String text) {
                return language.equals("host")
                        ? java.util.Optional.of(body -> text + body)
                        : java.util.Optional.empty();
            }

            @Override
            public java.util.Optional<Expression> condition(String language, String text) {
                return java.util.Optional.of(body -> ((Map<?, ?>) body).containsKey(text));
            }
        };
        MappingContext context = MappingContext.PLAIN.withExpressions(host);
        RecordMapping mapping = MappingFile.parse("m.yaml", new StringReader("""
                        version: 1
                        fields:
                          A__c: {expression: {host: x}}
                          B__c: {from: a, do: [{host: y}]}
                          C__c: {from: a, when: {expression: {host: a}}}
                          D__c: {from: a, when: {expression: {host: b}}}
                        """), context);

        MappedRecord mapped = mapping.map(record(Map.of("a", 1)));

        assertThat(value(mapped, "A__c")).isEqualTo("x{a=1}");
        assertThat(value(mapped, "B__c")).isEqualTo("y1");
        assertThat(value(mapped, "C__c")).isEqualTo(1);
        assertThat(value(mapped, "D__c")).isEqualTo(Absent.VALUE);
        assertThat(FieldMapping.builder()
                        .context(context)
                        .field("A__c")
                        .expression("host", "x")
                        .build()
                        .map(record(Map.of("a", 1)))
                        .value(0))
                .isEqualTo("x{a=1}");
    }
}
