/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.SchemaReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A store in memory, and the shortest way to change and read its rows. */
final class StoreFixture implements AutoCloseable {
    static final String SCHEMA = """
            objects:
              Account:
                fields:
                  External_Key__c: {type: string, length: 80, externalId: true, unique: true}
                  Loose_Key__c: {type: string, length: 80, externalId: true}
                  Exact_Key__c: {type: string, length: 80, externalId: true, unique: true, caseSensitive: true}
                  Tier__c: {type: picklist, restricted: true, values: [Gold, Silver]}
                  Tags__c: {type: multipicklist, restricted: true, values: [a, b, c]}
                  Founded__c: {type: date}
                  Opens__c: {type: time}
                  Seen__c: {type: datetime}
                  Score__c: {type: double, precision: 6, scale: 2}
                  Active__c: {type: boolean, default: true}
              Order__c:
                label: Order
                keyPrefix: a00
                fields:
                  Order_Key__c: {type: string, length: 40, unique: true, externalId: true, required: true}
                  Account__c: {referenceTo: Account}
              Line__c:
                label: Line
                keyPrefix: a01
                name: {displayFormat: "L-{0000}"}
                fields:
                  Order__c: {referenceTo: Order__c, masterDetail: true, childRelationshipName: Lines__r}
            """;

    final OrgSchema schema;
    final OrgStore store;

    StoreFixture() {
        this(SCHEMA, StoreOptions.memory());
    }

    StoreFixture(String yaml, StoreOptions options) {
        schema = SchemaReader.standardAnd("org.yaml", yaml);
        store = OrgStore.open(schema, options);
    }

    ObjectType object(String name) {
        return Objects.requireNonNull(schema.object(name), name);
    }

    FieldDefinition field(String object, String name) {
        return Objects.requireNonNull(object(object).field(name), name);
    }

    /** A request; columns are field names, or {@code Relationship.Key} for look-ups of the first target. */
    DmlRequest request(Operation operation, String object, String key, String... columns) {
        List<Column> cells = new ArrayList<>();
        for (String column : columns) {
            int dot = column.indexOf('.');
            if (dot < 0) {
                cells.add(Column.of(field(object, column)));
            } else {
                FieldDefinition reference = object(object).relationship(column.substring(0, dot));
                ObjectType target = object(reference.reference().targets().get(0));
                cells.add(Column.lookup(reference, target, target.field(column.substring(dot + 1))));
            }
        }
        FieldDefinition keyField = key == null ? null : field(object, key);
        DmlOptions options = DmlOptions.of(store.adminId());
        return new DmlRequest(object(object), operation, keyField, cells, CellForm.TEXT, options);
    }

    List<RowResult> run(DmlRequest request, Object[]... rows) {
        return store.dml().execute(request, Arrays.stream(rows).map(Row::of).toList());
    }

    RowResult one(DmlRequest request, Object... cells) {
        return run(request, new Object[][] {cells}).get(0);
    }

    /** The one value of a query. */
    Object value(String sql) {
        try (Connection connection = store.connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getObject(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The errors of a result as Bulk writes them. */
    static String errors(RowResult result) {
        return String.join("", result.errors().stream().map(RowError::bulkText).toList());
    }

    @Override
    public void close() {
        store.close();
    }
}
