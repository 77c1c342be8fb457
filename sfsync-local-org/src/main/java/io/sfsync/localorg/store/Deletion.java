/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Trait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Deletes records with what hangs on them: details and cascading look-ups go too, restricting ones forbid it, others are emptied. Deleted
 * records go to the recycle bin unless they are deleted for good.
 */
final class Deletion {
    static final Set<String> NEVER_EMPTIED = Set.of("OwnerId", "CreatedById", "LastModifiedById");

    private final OrgSchema schema;
    private final Tables tables;
    private final Writer writer;
    private final RecycleBin bin;

    Deletion(OrgSchema schema, Tables tables, Writer writer, RecycleBin bin) {
        this.schema = schema;
        this.tables = tables;
        this.writer = writer;
        this.bin = bin;
    }

    /**
     * What forbids the deletion of some of the records: record to the plural label of what hangs on it, or on something that would go with it
     * (Apex Developer Guide, Referential Integrity When Deleting and Restoring Records).
     */
    Map<Long, String> obstacles(ObjectType object, Collection<Long> ids) throws SQLException {
        return obstacles(object, ids, new HashSet<>());
    }

    private Map<Long, String> obstacles(ObjectType object, Collection<Long> ids, Set<Long> seen) throws SQLException {
        Map<Long, String> obstacles = new HashMap<>();
        Set<Long> fresh = new HashSet<>(ids);
        fresh.removeAll(seen);
        if (fresh.isEmpty()) {
            return obstacles;
        }
        seen.addAll(fresh);
        for (ChildRelationship child : children(object)) {
            boolean cascades = child.field().is(Trait.CASCADE_DELETE);
            if (child.field().is(Trait.RESTRICTED_DELETE)) {
                String label = child.child().labelPlural().toLowerCase(Locale.ROOT);
                parents(child, fresh, cascades).values().forEach(parent -> obstacles.put(parent, label));
            }
            if (cascades) {
                Map<Long, Long> parents = parents(child, fresh, false);
                obstacles(child.child(), parents.keySet(), seen).forEach((id, label) -> {
                    Long parent = parents.get(id);
                    if (parent != null) {
                        obstacles.putIfAbsent(parent, label);
                    }
                });
            }
        }
        return obstacles;
    }

    void delete(ObjectType object, Collection<Long> ids, boolean forGood) throws SQLException {
        delete(object, ids, forGood, new HashSet<>());
    }

    private void delete(ObjectType object, Collection<Long> ids, boolean forGood, Set<Long> seen) throws SQLException {
        Set<Long> fresh = new HashSet<>(ids);
        fresh.removeAll(seen);
        if (fresh.isEmpty()) {
            return;
        }
        seen.addAll(fresh);
        for (ChildRelationship child : children(object)) {
            if (child.field().is(Trait.CASCADE_DELETE)) {
                Map<Long, Long> parents = parents(child, fresh, false);
                parents.keySet().removeAll(seen);
                if (!forGood) {
                    bin.link(parents);
                }
                delete(child.child(), parents.keySet(), forGood, seen);
            } else if (!NEVER_EMPTIED.contains(child.field().name())) {
                empty(child, fresh);
            }
        }
        Table table = tables.table(object);
        if (forGood) {
            bin.purge(object, fresh);
        } else {
            bin.add(table, fresh);
        }
        writer.execute("DELETE FROM " + table.live() + " WHERE \"Id\" = ANY(?)", fresh);
    }

    /** Relationships of objects that have records at all. */
    private List<ChildRelationship> children(ObjectType object) throws SQLException {
        List<ChildRelationship> children = new ArrayList<>();
        for (ChildRelationship child : schema.childRelationships(object)) {
            Table table = tables.ifMade(child.child());
            boolean written = child.field().isStored() && child.field().computed() == null;
            if (table != null && written && !isEmpty(table)) {
                children.add(child);
            }
        }
        return children;
    }

    private boolean isEmpty(Table table) throws SQLException {
        PreparedStatement any = writer.prepare("SELECT 1 FROM " + table.live() + " LIMIT 1");
        try (ResultSet row = any.executeQuery()) {
            return !row.next();
        }
    }

    /**
     * The children of some records, each with its parent.
     *
     * @param activated only those that were activated: what cascades and restricts at once, as contracts and orders do, forbids the deletion
     *     of its parent only then (Salesforce Help, Delete Accounts)
     */
    private Map<Long, Long> parents(ChildRelationship child, Collection<Long> ids, boolean activated)
            throws SQLException {
        String field = Tables.quoted(child.field().name());
        boolean hasStatus = activated && child.child().field("Status") != null;
        PreparedStatement select = writer.prepare("SELECT \"Id\", " + field + " FROM " + tables.live(child.child())
                + " WHERE " + field + " = ANY(?)" + (hasStatus ? " AND \"Status\" = 'Activated'" : ""));
        select.setObject(1, ids.toArray());
        Map<Long, Long> found = new LinkedHashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return found;
    }

    private void empty(ChildRelationship child, Collection<Long> ids) throws SQLException {
        FieldDefinition field = child.field();
        String column = Tables.quoted(field.name());
        writer.execute(
                "UPDATE " + tables.live(child.child()) + " SET " + column + " = NULL WHERE " + column + " = ANY(?)",
                ids);
    }
}
