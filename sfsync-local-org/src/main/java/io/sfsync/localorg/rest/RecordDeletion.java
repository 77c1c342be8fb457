/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.Column;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.util.List;
import java.util.Objects;

/** Deletes records by id. */
final class RecordDeletion {
    private RecordDeletion() {}

    static DmlRequest request(ObjectType object, DmlOptions options) {
        Column id = Column.of(Objects.requireNonNull(object.field("Id")));
        return new DmlRequest(object, Operation.DELETE, null, List.of(id), CellForm.STORED, options);
    }

    static RowResult delete(OrgStore store, OrgView view, ObjectType object, String id) {
        return store.dml()
                .execute(request(object, view.options()), List.of(Row.of(id)))
                .get(0);
    }
}
