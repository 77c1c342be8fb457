/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.Storage;
import org.jspecify.annotations.Nullable;

/** Turns JSON values into cells. */
public final class JsonCells {
    private JsonCells() {}

    /**
     * The cell for a JSON value: {@link Row#CLEAR} for {@code null} and for an empty text, else the stored form. Numbers may come as strings
     * (recorded by SFDO-Tooling/CumulusCI: {@code "NumberOfEmployees":"31"}).
     *
     * @return the cell, or null if the value does not fit the type: then {@link #misfit} has the message
     */
    public static @Nullable Object read(FieldDefinition field, JsonNode value) {
        if (value.isNull()) {
            return Row.CLEAR;
        }
        if (value.isContainerNode()) {
            return null;
        }
        Storage storage = field.type().storage();
        if (storage == Storage.TEXT || storage == Storage.ID) {
            return text(value);
        }
        if (value.isTextual()) {
            return fromText(field, value.textValue());
        }
        return switch (storage) {
            case BOOLEAN -> value.isBoolean() ? value.booleanValue() : null;
            case INT -> value.canConvertToExactIntegral() && value.canConvertToInt() ? value.intValue() : null;
            case LONG -> value.canConvertToExactIntegral() && value.canConvertToLong() ? value.longValue() : null;
            case DOUBLE -> value.isNumber() ? value.doubleValue() : null;
            default -> null;
        };
    }

    private static @Nullable Object text(JsonNode value) {
        if (!value.isTextual()) {
            return null;
        }
        return value.textValue().isEmpty() ? Row.CLEAR : value.textValue();
    }

    private static @Nullable Object fromText(FieldDefinition field, String text) {
        Object cell = TextCells.read(field, text, 0);
        return cell instanceof RowError ? null : cell;
    }

    /**
     * The message of {@code JSON_PARSER_ERROR} for a value that does not fit, without its {@code at [line:1, column:12]}:
     * {@code Cannot deserialize instance of date from VALUE_STRING value x or request may be missing a required field} (recorded in many
     * public logs).
     */
    public static String misfit(FieldDefinition field, JsonNode value) {
        return "Cannot deserialize instance of " + field.type().wireName() + " from " + token(value) + " value "
                + shown(value) + " or request may be missing a required field";
    }

    private static String shown(JsonNode value) {
        if (value.isObject()) {
            return "{";
        }
        return value.isArray() ? "[" : value.asText();
    }

    private static String token(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return switch (type) {
            case OBJECT -> "START_OBJECT";
            case ARRAY -> "START_ARRAY";
            case BOOLEAN -> value.booleanValue() ? "VALUE_TRUE" : "VALUE_FALSE";
            case NUMBER -> value.isIntegralNumber() ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
            case NULL -> "VALUE_NULL";
            default -> "VALUE_STRING";
        };
    }
}
