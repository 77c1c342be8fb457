/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to rows, the same for REST, collections and both Bulk APIs.
 *
 * @param object the object
 * @param operation the operation
 * @param key the field upsert finds records by, the {@code Id} field included; null for other operations
 * @param columns what the cells of the rows are for; delete operations have the one column {@code Id}
 * @param form the form of the cells
 * @param options the caller and the request headers
 */
public record DmlRequest(
        ObjectType object,
        Operation operation,
        @Nullable FieldDefinition key,
        List<Column> columns,
        CellForm form,
        DmlOptions options) {
    public DmlRequest {
        columns = List.copyOf(columns);
        if ((operation == Operation.UPSERT) != (key != null)) {
            throw new IllegalArgumentException("upsert, and only upsert, needs a key field: " + operation + " " + key);
        }
    }
}
