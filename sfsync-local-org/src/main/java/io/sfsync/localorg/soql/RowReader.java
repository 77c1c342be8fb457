/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.store.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. */
final class RowReader {

    private final OrgSchema schema;
    private final String version;

    RowReader(OrgSchema schema, String version) {
        this.schema = schema;
        this.version = version;
    }

    /** A record and the id of its row; 0 for groups. */
    record Read(long id, Map<String, @Nullable Object> values) {}

    /**
     * Reads the current row. Child records are put in later; until then their key holds null.
     *
     * @throws SQLException if the row cannot be read
     */
    Read read(ResultSet row, Shape shape) throws SQLException {
        long id = shape.id() < 0 ? 0 : row.getLong(shape.id() + 1);
        return new Read(id, values(row, shape, id));
    }

    private Map<String, @Nullable Object> values(ResultSet row, Shape shape, long id) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("attributes", attributes(shape, id));
        for (Map.Entry<String, Shape.Entry> entry : shape.entries().entrySet()) {
            values.put(entry.getKey(), value(row, entry.getValue(), id));
        }
        return values;
    }

    private Map<String, Object> attributes(Shape shape, long id) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("type", shape.type());
        if (shape.id() >= 0) {
            attributes.put("url", url(id));
        }
        return attributes;
    }

    private String url(long id) {
        ObjectType object = schema.objectByPrefix(RecordId.keyPrefix(id));
        String name = object == null ? "Name" : object.name();
        return "/services/data/v" + version + "/sobjects/" + name + "/" + RecordId.format(id);
    }

    private @Nullable Object value(ResultSet row, Shape.Entry entry, long id) throws SQLException {
        if (entry instanceof Shape.Entry.Value value) {
            return value.field().type() == FieldType.BASE64
                    ? blob(row, value, id)
                    : Display.show(value, row.getObject(value.column() + 1));
        }
        if (entry instanceof Shape.Entry.Compound compound) {
            return compound(row, compound);
        }
        if (entry instanceof Shape.Entry.Parent parent) {
            return parent(row, parent.shape());
        }
        return entry instanceof Shape.Entry.OneOf oneOf ? oneOf(row, oneOf.shapes()) : null;
    }

    /** Bytes are not in the answer but at an address of their own; REST API Developer Guide, "sObject Blob Retrieve". */
    private @Nullable Object blob(ResultSet row, Shape.Entry.Value value, long id) throws SQLException {
        row.getBytes(value.column() + 1);
        return row.wasNull() || id == 0 ? null : url(id) + "/" + value.field().name();
    }

    private @Nullable Object parent(ResultSet row, Shape shape) throws SQLException {
        long id = row.getLong(shape.id() + 1);
        return row.wasNull() ? null : values(row, shape, id);
    }

    private @Nullable Object oneOf(ResultSet row, List<Shape> shapes) throws SQLException {
        for (Shape shape : shapes) {
            Object parent = parent(row, shape);
            if (parent != null) {
                return parent;
            }
        }
        return null;
    }

    private static @Nullable Object compound(ResultSet row, Shape.Entry.Compound compound) throws SQLException {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        boolean empty = true;
        for (Map.Entry<String, Shape.Entry.Value> part : compound.parts().entrySet()) {
            Object value =
                    Display.show(part.getValue(), row.getObject(part.getValue().column() + 1));
            parts.put(part.getKey(), value);
            empty &= value == null;
        }
        return empty ? null : parts;
    }
}
