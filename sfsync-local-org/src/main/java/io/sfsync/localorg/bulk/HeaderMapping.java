/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Reference;
import io.sfsync.localorg.store.Column;
import io.sfsync.localorg.store.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a batch are for. Headers are matched in any case; look-ups by external id are {@code Account.Ext__c}, and
 * {@code User:Owner.Email} where the reference may point to several objects (Bulk API Developer Guide, Relationship Fields in a Header Row).
 */
public final class HeaderMapping {
    private final OrgSchema schema;
    private final ObjectType object;

    /** Maps to fields of {@code object} as {@code schema} shows them. */
    public HeaderMapping(OrgSchema schema, ObjectType object) {
        this.schema = schema;
        this.object = object;
    }

    /**
     * The columns of a header row.
     *
     * @param names the cells of the header
     * @param operation the operation of the job
     * @param key the field upsert finds records by; null for other operations
     * @throws BulkFailure for the first header that is wrong, in the recorded words
     */
    public List<Column> columns(List<String> names, Operation operation, @Nullable FieldDefinition key)
            throws BulkFailure {
        List<Column> columns = new ArrayList<>(names.size());
        for (String name : names) {
            columns.add(column(name));
        }
        checkKeys(columns, operation, key);
        return columns;
    }

    /** True if the header is written exactly as the API name is: columns in another case come back empty in results. */
    public static boolean isCanonical(String header, Column column) {
        if (column.isLookup()) {
            return true;
        }
        return header.equals(column.field().name());
    }

    /** The column of one header. */
    public Column column(String header) throws BulkFailure {
        int dot = header.lastIndexOf('.');
        if (dot < 0) {
            FieldDefinition field = object.field(header);
            if (field == null || !field.isStored()) {
                throw fieldNotFound(header);
            }
            return Column.of(field);
        }
        int colon = header.indexOf(':');
        String type = colon < 0 ? "" : header.substring(0, colon);
        return lookup(header, type, header.substring(colon + 1, dot), header.substring(dot + 1));
    }

    private Column lookup(String header, String type, String relationship, String keyName) throws BulkFailure {
        FieldDefinition field = object.relationship(relationship);
        Reference reference = field == null ? null : field.reference();
        if (field == null || reference == null) {
            throw BulkFailure.invalidBatch("Unable to find relationship: " + relationship);
        }
        if (!reference.isPolymorphic() && !type.isEmpty()) {
            throw BulkFailure.invalidBatch(
                    "type is not needed for non polymorphic foreign key references: " + relationship);
        }
        String targetName = reference.isPolymorphic()
                ? pick(reference, type)
                : reference.targets().get(0);
        ObjectType target = targetName == null ? null : schema.object(targetName);
        if (target == null) {
            throw BulkFailure.invalidBatch("Unable to find relationship: " + relationship);
        }
        FieldDefinition key = target.field(keyName);
        if (key == null || !key.isIdLookup()) {
            throw fieldNotFound(header);
        }
        return Column.lookup(field, target, key);
    }

    private static @Nullable String pick(Reference reference, String type) {
        String wanted = type.toLowerCase(Locale.ROOT);
        return reference.targets().stream()
                .filter(target -> target.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static void checkKeys(List<Column> columns, Operation operation, @Nullable FieldDefinition key)
            throws BulkFailure {
        if (operation.takesOnlyIds()) {
            boolean onlyId = columns.size() == 1 && isField(columns.get(0), "Id");
            if (!onlyId) {
                throw BulkFailure.invalidBatch("The 'delete' batch must contain only ids");
            }
        }
        String needed = operation == Operation.UPDATE ? "Id" : key == null ? "" : key.name();
        boolean insertsById = operation == Operation.UPSERT && needed.equals("Id");
        if (needed.isEmpty() || insertsById) {
            return;
        }
        if (columns.stream().noneMatch(column -> isField(column, needed))) {
            throw fieldNotFound(needed);
        }
    }

    private static boolean isField(Column column, String name) {
        return !column.isLookup() && column.field().name().equals(name);
    }

    private static BulkFailure fieldNotFound(String header) {
        return BulkFailure.invalidBatch("Field name not found : " + header);
    }
}
