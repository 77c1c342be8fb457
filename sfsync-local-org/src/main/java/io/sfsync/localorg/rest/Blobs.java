/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.store.RecordId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of bytes, which records give as an address instead of the bytes (REST API Developer Guide, Get Blob Data). */
final class Blobs {
    private Blobs() {}

    static void addPaths(
            OrgView view, ObjectType object, long id, Map<String, @Nullable Object> record, boolean onlyPresent) {
        for (FieldDefinition field : object.fields()) {
            boolean wanted = !onlyPresent || record.containsKey(field.name());
            if (field.type().storage() == Storage.BYTES && wanted) {
                record.put(field.name(), view.recordUrl(object, RecordId.format(id)) + "/" + field.name());
            }
        }
    }
}
