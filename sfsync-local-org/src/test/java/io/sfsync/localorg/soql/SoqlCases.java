/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.SchemaReader;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.Column;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A store filled from the spec file, and its queries. */
final class SoqlCases implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private final OrgStore store;
    private final SoqlEngine engine;
    private final JsonNode spec;
    private final Map<String, String> ids = new LinkedHashMap<>();

    SoqlCases() {
        OrgSchema schema = SchemaReader.standardAnd("soql-schema.yaml", resource("soql-schema.yaml"));
        store = OrgStore.open(schema, StoreOptions.memory().withClock(CLOCK));
        engine = new SoqlEngine(store, CLOCK);
        ids.put("@admin", RecordId.format(store.adminId()));
        try {
            spec = new YAMLMapper().readTree(resource("soql-cases.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spec.path("rows")
                .properties()
                .forEach(object -> object.getValue().forEach(row -> insert(object.getKey(), row)));
    }

    OrgStore store() {
        return store;
    }

    SoqlEngine engine() {
        return engine;
    }

    List<JsonNode> cases() {
        List<JsonNode> cases = new ArrayList<>();
        spec.path("cases").forEach(cases::add);
        return cases;
    }

    /** The text with ids in the place of their names. */
    String resolved(String text) {
        String resolved = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            resolved = resolved.replace(
                            "@15" + id.getKey().substring(1), id.getValue().substring(0, 15))
                    .replace(id.getKey(), id.getValue());
        }
        return resolved;
    }

    void insert(String objectName, JsonNode row) {
        ObjectType object = Objects.requireNonNull(store.schema().object(objectName), objectName);
        List<Column> columns = new ArrayList<>();
        List<Object> cells = new ArrayList<>();
        row.properties().stream().filter(cell -> !cell.getKey().equals("_")).forEach(cell -> {
            FieldDefinition field = Objects.requireNonNull(object.field(cell.getKey()), cell.getKey());
            columns.add(Column.of(field));
            cells.add(resolved(cell.getValue().asText()));
        });
        DmlRequest request =
                new DmlRequest(object, Operation.INSERT, null, columns, CellForm.TEXT, DmlOptions.of(store.adminId()));
        RowResult result =
                store.dml().execute(request, List.of(Row.of(cells.toArray()))).get(0);
        assertThat(result.errors()).as(row.toString()).isEmpty();
        ids.put("@" + row.path("_").asText(), result.idText());
    }

    private static String resource(String name) {
        try (InputStream in = SoqlCases.class.getResourceAsStream("/spec/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
