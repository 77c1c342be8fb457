/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sfsync.outcome.CsvOutcomeSink;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.record.Absent;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the manual are true. */
class DocumentedExamplesTest {
    private static final Path DOCS = Path.of("..", "docs");

    private static String block(String file, String label) throws IOException {
        String text = Files.readString(DOCS.resolve(file));
        Matcher matcher =
                Pattern.compile("```" + label + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(label + " in " + file).isTrue();
        return matcher.group(1);
    }

    @Test
    void the_mapping_makes_of_the_source_what_the_manual_says() throws IOException {
        RecordMapping mapping = MappingFile.parse("mapping.md", new StringReader(block("mapping.md", "yaml mapping")));
        List<Map<String, Object>> sent = new ArrayList<>();
        try (RecordReader reader =
                RecordReaders.csv(new StringReader(block("mapping.md", "csv source")), CsvFormat.DEFAULT)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                sent.add(fields(mapping.map(next)));
            }
        }
        assertThat(sent)
                .isEqualTo(new JsonMapper()
                        .readValue(
                                block("mapping.md", "json result"), new TypeReference<List<Map<String, Object>>>() {}));
    }

    private static Map<String, Object> fields(MappedRecord mapped) {
        assertThat(mapped.rejection()).isNull();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < mapped.fields().size(); i++) {
            Object value = mapped.value(i);
            if (value != null && value != Absent.VALUE) {
                fields.put(mapped.fields().names().get(i), value.toString());
            }
        }
        return fields;
    }

    @Test
    void the_mapping_keyed_by_source_is_one() throws IOException {
        RecordMapping mapping =
                MappingFile.parse("mapping.md", new StringReader(block("mapping.md", "yaml by source")));
        SourceRecord record =
                RecordReaders.ofObject(Map.of("company", "3M", "mobile", " 1 ")).next();

        assertThat(fields(mapping.map(record))).isEqualTo(Map.of("Name", "3M", "AnnualRevenue", "0", "Phone", "1"));
    }

    @Test
    void the_first_alternative_that_applies_wins() throws IOException {
        RecordMapping mapping =
                MappingFile.parse("mapping.md", new StringReader(block("mapping.md", "yaml alternatives")));

        assertThat(fields(mapping.map(
                        RecordReaders.ofObject(Map.of("revenue", 2_000_000)).next())))
                .isEqualTo(Map.of("Rating", "Hot"));
        assertThat(fields(
                        mapping.map(RecordReaders.ofObject(Map.of("revenue", 1)).next())))
                .isEqualTo(Map.of("Rating", "Cold"));
    }

    @Test
    void the_file_of_data_loader_is_one() throws IOException {
        RecordMapping mapping = MappingFile.parse("m.sdl", new StringReader(block("mapping.md", "sdl")));
        SourceRecord record = RecordReaders.csv(
                        new StringReader("account name,internal,parent\nAcme,x,P\n"), CsvFormat.DEFAULT)
                .next();

        assertThat(fields(mapping.map(record)))
                .isEqualTo(Map.of(
                        "Name",
                        "Acme",
                        "Legal_Name__c",
                        "Acme",
                        "BillingCountry",
                        "Canada",
                        "Parent.External_Key__c",
                        "P"));
    }

    @Test
    void the_error_file_looks_as_the_manual_says(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("errors.csv");
        byte[] source = bytes(block("files.md", "csv source"));
        try (CsvOutcomeSink sink = new CsvOutcomeSink(file);
                RecordReader reader = RecordReaders.csv(new ByteArrayInputStream(source), CsvFormat.DEFAULT)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                RecordError rejection = RecordMappings.identity().map(next).rejection();
                if (rejection != null) {
                    RecordOutcome outcome = new RecordOutcome(
                            next.position(), next.line(), OutcomeKind.REJECTED, null, List.of(rejection));
                    sink.accept(List.of(new OutcomeRecord(next, outcome, "r1", Instant.parse("2026-11-21T08:00:00Z"))));
                }
            }
        }
        assertThat(Files.readString(file)).isEqualTo(block("files.md", "csv errors"));
    }

    /** The text in UTF-8, with {@code \xF6} for a byte. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher matcher = Pattern.compile("\\\\x([0-9A-F]{2})").matcher(text);
        int last = 0;
        while (matcher.find()) {
            out.writeBytes(text.substring(last, matcher.start()).getBytes(StandardCharsets.UTF_8));
            out.write(Integer.parseInt(matcher.group(1), 16));
            last = matcher.end();
        }
        out.writeBytes(text.substring(last).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    void every_transform_of_the_manual_is_one_and_every_one_is_in_the_manual() throws IOException {
        String manual = Files.readString(DOCS.resolve("mapping.md"));
        for (String name : Transforms.BUILT_IN.names()) {
            assertThat(manual).contains("`" + name);
        }
    }
}
