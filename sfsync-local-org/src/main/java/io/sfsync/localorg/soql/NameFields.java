/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields that every polymorphic parent has: those of the Name object of the Object Reference, whichever object the reference
 * points to.
 */
final class NameFields {

    private static final Set<String> FIELDS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FIELDS.addAll(List.of(
                "Id",
                "Name",
                "FirstName",
                "LastName",
                "Email",
                "Phone",
                "Title",
                "Username",
                "Alias",
                "IsActive",
                "ProfileId",
                "UserRoleId"));
    }

    /** Asked of the owner of a lead by the tests of salesforcecli/plugin-data against a real org. */
    private static final Set<String> RELATIONSHIPS = Set.of("profile", "userrole");

    private NameFields() {}

    /** The parent whose relationship the Name object has too, null if it has none of that name. */
    static Scope.Relation.@Nullable One owner(Scope.Relation.Many parents, String relationship) {
        return parents.targets().stream()
                .filter(target -> RELATIONSHIPS.contains(relationship.toLowerCase(Locale.ROOT))
                        && target.object().relationship(relationship) != null)
                .findFirst()
                .orElse(null);
    }

    static BoundField bind(Scope.Relation.Many parents, String name, QueryText text, int position) {
        if (name.equalsIgnoreCase("Type")) {
            return BoundField.computed("Type", FieldType.STRING, type(parents), false);
        }
        FieldDefinition found = null;
        List<String> columns = new ArrayList<>();
        for (Scope.Relation.One target : parents.targets()) {
            FieldDefinition field = field(target.object(), name);
            if (field != null
                    && (found == null || field.type().storage() == found.type().storage())) {
                found = found == null ? field : found;
                columns.add(Scope.column(target, field.name()));
            }
        }
        if (found == null) {
            throw text.unknownField(name, "Name", position);
        }
        String sql = columns.size() == 1 ? columns.get(0) : "COALESCE(" + String.join(", ", columns) + ")";
        return name.equalsIgnoreCase("Name")
                ? BoundField.computed("Name", FieldType.STRING, sql, false)
                : BoundField.of(found, sql);
    }

    /** The name of a case is its number, of a task its subject; all of them are the Name of the Name object. */
    private static @Nullable FieldDefinition field(ObjectType object, String name) {
        if (name.equalsIgnoreCase("Name")) {
            return object.nameField();
        }
        return FIELDS.contains(name) ? object.field(name) : null;
    }

    /** The name of the object that the id in the reference belongs to, read from the id itself. */
    static String type(Scope.Relation.Many parents) {
        StringBuilder sql = new StringBuilder("CAST(CASE");
        for (Scope.Relation.One target : parents.targets()) {
            String prefix = target.object().keyPrefix();
            sql.append(" WHEN ").append(parents.reference()).append(" BETWEEN ").append(RecordId.of(prefix, 0));
            sql.append(" AND ")
                    .append(RecordId.of(prefix, RecordId.FOREIGN_ROW))
                    .append(" THEN '");
            sql.append(target.object().name()).append('\'');
        }
        return sql.append(" END AS VARCHAR_IGNORECASE)").toString();
    }
}
