/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.query;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Trait;
import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.soql.syntax.SelectItem;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code columns=true} asks for: the columns of a query instead of its records, as the command line of Salesforce reads them
 * (salesforcecli/plugin-data's tests).
 */
final class QueryColumns {
    private final OrgSchema schema;
    private int unnamed;

    QueryColumns(OrgSchema schema) {
        this.schema = schema;
    }

    Map<String, @Nullable Object> of(SoqlQuery query) {
        ObjectType object = schema.object(query.object());
        List<Map<String, @Nullable Object>> columns = columns(query, object);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("columnMetadata", columns);
        body.put("entityName", object == null ? query.object() : object.name());
        body.put("groupBy", !query.groupBy().isEmpty());
        body.put("idSelected", columns.stream().anyMatch(column -> "Id".equals(column.get("columnName"))));
        body.put("keyPrefix", object == null ? null : object.keyPrefix());
        return body;
    }

    private List<Map<String, @Nullable Object>> columns(SoqlQuery query, @Nullable ObjectType object) {
        List<Map<String, @Nullable Object>> columns = new ArrayList<>();
        for (SelectItem item : query.select()) {
            if (item instanceof SelectItem.Value value) {
                columns.add(value(value.expression(), value.alias(), object));
            } else if (item instanceof SelectItem.Subquery child) {
                columns.add(column(child.query().object(), true, null, columns(child.query(), null)));
            } else if (item instanceof SelectItem.Fields && object != null) {
                object.fields().forEach(field -> columns.add(column(field.name(), false, field, List.of())));
            }
        }
        return columns;
    }

    private Map<String, @Nullable Object> value(
            Expression expression, @Nullable String alias, @Nullable ObjectType object) {
        if (!(expression instanceof FieldPath path)) {
            return column(alias == null ? "expr" + unnamed++ : alias, true, null, List.of());
        }
        List<String> names = new ArrayList<>(path.names());
        if (object != null && names.size() > 1 && names.get(0).equalsIgnoreCase(object.name())) {
            names.remove(0);
        }
        FieldDefinition field = object == null || names.size() > 1 ? null : object.field(names.get(0));
        String last = names.get(names.size() - 1);
        Map<String, @Nullable Object> column = column(field == null ? last : field.name(), false, field, List.of());
        for (int i = names.size() - 2; i >= 0; i--) {
            column = column(names.get(i), false, null, List.of(column));
        }
        return column;
    }

    private static Map<String, @Nullable Object> column(
            String name,
            boolean aggregate,
            @Nullable FieldDefinition field,
            List<Map<String, @Nullable Object>> joined) {
        String soapType = field == null ? "" : field.type().soapType();
        Map<String, @Nullable Object> column = new LinkedHashMap<>();
        column.put("aggregate", aggregate);
        column.put("apexType", apexType(soapType));
        column.put("booleanType", soapType.equals("xsd:boolean"));
        column.put("columnName", name);
        column.put("custom", field != null && field.is(Trait.CUSTOM));
        column.put("displayName", name);
        column.put("foreignKeyName", null);
        column.put("insertable", field != null && field.is(Trait.CREATEABLE));
        column.put("joinColumns", joined);
        column.put("numberType", soapType.equals("xsd:double") || soapType.equals("xsd:int"));
        column.put("textType", soapType.equals("xsd:string"));
        column.put("updatable", field != null && field.is(Trait.UPDATEABLE));
        return column;
    }

    private static @Nullable String apexType(String soapType) {
        return switch (soapType) {
            case "" -> null;
            case "tns:ID" -> "Id";
            case "xsd:boolean" -> "Boolean";
            case "xsd:int" -> "Integer";
            case "xsd:double" -> "Double";
            case "xsd:date" -> "Date";
            case "xsd:dateTime" -> "Datetime";
            case "urn:address" -> "Address";
            default -> "String";
        };
    }
}
