/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.outcome.Operation;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the field of the org that a target path means, and whether the operation may write it. */
public final class TargetResolver {
    private final ObjectSchema object;
    private final Operation operation;
    private final @Nullable String keyField;
    private final RelatedObjects related;

    /**
     * @param keyField the key of an upsert in its canonical case, {@code null} for other operations
     * @param related finds the objects that relationships lead to
     */
    public TargetResolver(ObjectSchema object, Operation operation, @Nullable String keyField, RelatedObjects related) {
        this.object = object;
        this.operation = operation;
        this.keyField = keyField;
        this.related = related;
    }

    /**
     * The field of this path: {@code Name}, {@code Account.Key__c} or {@code User:Owner.Email}.
     *
     * @throws CheckException if the org has no such field, or would not let it be written
     */
    public TargetField resolve(String path) throws CheckException {
        int dot = path.indexOf('.');
        return dot < 0 ? own(path) : related(path, dot);
    }

    private TargetField own(String path) throws CheckException {
        FieldSchema field = object.field(path)
                .orElseThrow(() -> new CheckException("object " + object.name() + " has no field '" + path + "'"
                        + NearestName.hint(path, ownNames())
                        + " Correct the mapping, or give the user access to the field"));
        if (!namesRecord(field) && !isWritable(field)) {
            throw new CheckException("field " + field.name() + " of object " + object.name() + " cannot be set by "
                    + operation.wireName() + "; leave it out of the mapping, or give the user write access to it");
        }
        return TargetField.own(path, field);
    }

    private boolean namesRecord(FieldSchema field) {
        boolean byId = operation != Operation.INSERT && operation != Operation.UPSERT;
        return byId ? field.name().equals("Id") : field.name().equals(keyField);
    }

    private boolean isWritable(FieldSchema field) {
        return switch (operation) {
            case INSERT -> field.createable();
            case UPDATE -> field.updateable();
            case UPSERT -> field.createable() || field.updateable();
            case DELETE, HARD_DELETE -> true;
        };
    }

    private TargetField related(String path, int dot) throws CheckException {
        String left = path.substring(0, dot);
        String leaf = path.substring(dot + 1);
        int colon = left.indexOf(':');
        String type = colon < 0 ? "" : left.substring(0, colon).trim();
        String relationship = left.substring(colon + 1).trim();
        FieldSchema lookup = object.relationship(relationship)
                .orElseThrow(() -> new CheckException("object " + object.name() + " has no relationship '"
                        + relationship + "' (target '" + path + "')" + NearestName.hint(relationship, relationships())
                        + " Use the relationship's name, not the lookup field's"));
        if (!isWritable(lookup)) {
            throw new CheckException("lookup " + lookup.name() + " of object " + object.name() + " cannot be set by "
                    + operation.wireName() + " (target '" + path + "'); leave it out of the mapping");
        }
        String parent = parentOf(path, lookup, type);
        Optional<FieldSchema> key = keyOf(path, parent, leaf);
        return new TargetField(
                path,
                key.map(FieldSchema::type).orElse("string"),
                key.map(FieldSchema::name).orElse(leaf),
                lookup.relationshipName(),
                new TargetField.Lookup(lookup.name(), parent, lookup.isPolymorphic()));
    }

    private static String parentOf(String path, FieldSchema lookup, String type) throws CheckException {
        List<String> parents = lookup.referenceTo();
        if (type.isEmpty() && parents.size() == 1) {
            return parents.get(0);
        }
        return parents.stream()
                .filter(parent -> parent.equalsIgnoreCase(type))
                .findFirst()
                .orElseThrow(() -> new CheckException("target '" + path + "': relationship "
                        + lookup.relationshipName() + " leads to " + parents
                        + "; write one of them before a colon, as in "
                        + parents.stream().findFirst().orElse("Object") + ":" + lookup.relationshipName() + ".Field"));
    }

    private Optional<FieldSchema> keyOf(String path, String parent, String leaf) throws CheckException {
        Optional<ObjectSchema> schema = related.find(parent);
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = schema.get().fields().stream()
                .filter(FieldSchema::isKey)
                .map(FieldSchema::name)
                .toList();
        Optional<FieldSchema> key = schema.get().field(leaf);
        if (key.isEmpty() || !key.get().isKey()) {
            throw new CheckException("target '" + path + "': field '" + leaf + "' of object " + parent
                    + " is no external id" + NearestName.hint(leaf, keys) + " Its keys are " + keys);
        }
        return key;
    }

    private List<String> ownNames() {
        return object.fields().stream().map(FieldSchema::name).toList();
    }

    private List<String> relationships() {
        List<String> names = new ArrayList<>();
        for (FieldSchema field : object.fields()) {
            String name = field.relationshipName();
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
