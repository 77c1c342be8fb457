/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.schema.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** Turns JSON values into cells. */
@SuppressWarnings("DoNotCallSuggester") // goes with the bodies
public final class JsonCells {
    private JsonCells() {}

    /**
     * The cell for a JSON value: {@link Row#CLEAR} for {@code null}, else the stored form. Numbers may come as strings (recorded by
     * SFDO-Tooling/CumulusCI: {@code "NumberOfEmployees":"31"}).
     *
     * @return the cell, or null if the value does not fit the type: then {@link #misfit} has the message
     */
    public static @Nullable Object read(FieldDefinition field, JsonNode value) {
        throw new UnsupportedOperationException("not yet" + field + value);
    }

    /**
     * The message of {@code JSON_PARSER_ERROR} for a value that does not fit, without its {@code at [line:1, column:12]}:
     * {@code Cannot deserialize instance of date from VALUE_STRING value x or request may be missing a required field}.
     */
    public static String misfit(FieldDefinition field, JsonNode value) {
        throw new UnsupportedOperationException("not yet" + field + value);
    }
}
