/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** The bytes of a field, or null if there is no such record; empty for a field without a value. */
    static byte @Nullable [] read(OrgStore store, ObjectType object, FieldDefinition field, long id) {
        String sql = "SELECT " + Tables.quoted(field.name()) + " FROM "
                + store.tables().live(object) + " WHERE \"Id\" = ?";
        try (Connection connection = store.connection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                byte[] bytes = row.getBytes(1);
                return bytes == null ? new byte[0] : bytes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the bytes of a record can't be read: " + e.getMessage(), e);
        }
    }
}
