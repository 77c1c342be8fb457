/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.mapping.Checks;
import io.sfsync.outcome.Operation;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the field of the org that a target path means, and whether the operation may write it. */
public final class TargetResolver {
    /** The path that means a record type by its developer name. */
    static final String RECORD_TYPE = "RecordType.DeveloperName";

    /** What often stands between columns instead of a comma. */
    private static final Pattern DELIMITER = Pattern.compile("[;|\t]");

    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final ObjectSchema object;
    private final Operation operation;
    private final @Nullable String keyField;
    private final RelatedObjects related;
    private final Checks checks;

    /** A resolver with the checks that are the default. */
    public TargetResolver(ObjectSchema object, Operation operation, @Nullable String keyField, RelatedObjects related) {
        this(object, operation, keyField, related, Checks.DEFAULT);
    }

    /**
     * @param keyField the key of an upsert in its canonical case, {@code null} for other operations
     * @param related finds the objects that relationships lead to
     * @param checks whether what the org does not have is refused
     */
    public TargetResolver(
            ObjectSchema object,
            Operation operation,
            @Nullable String keyField,
            RelatedObjects related,
            Checks checks) {
        this.checks = checks;
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
        if (path.equalsIgnoreCase(RECORD_TYPE) && !object.recordTypes().isEmpty()) {
            return new TargetField(path, "reference", own("RecordTypeId").field(), null, null);
        }
        return dot < 0 ? own(path) : related(path, dot);
    }

    /**
     * The field of this path as {@link #resolve}, nothing where it may not be written and is to be left out.
     *
     * @throws CheckException as {@link #resolve}, unless nothing is to be checked: the org then judges the path itself
     */
    Optional<TargetField> find(String path) throws CheckException {
        try {
            return Optional.of(resolve(path));
        } catch (ReadOnlyFieldException e) {
            if (checks.readOnly() == Checks.ReadOnly.DROP) {
                LOG.warn("{}; it is left out (readOnly=drop)", e.getMessage());
                return Optional.empty();
            }
            return Optional.of(unchecked(path, e));
        } catch (CheckException e) {
            return Optional.of(unchecked(path, e));
        }
    }

    private TargetField unchecked(String path, CheckException misfit) throws CheckException {
        if (checks.level() != Checks.Level.OFF) {
            throw misfit;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return object.field(path)
                    .map(field -> TargetField.own(path, field))
                    .orElseGet(() -> new TargetField(path, "string", path, null, null));
        }
        int colon = path.indexOf(':');
        String type = path.substring(0, Math.max(0, colon));
        String relationship = path.substring(colon + 1, dot);
        return new TargetField(
                path,
                "string",
                path.substring(dot + 1),
                relationship,
                new TargetField.Lookup(relationship, type, !type.isEmpty()));
    }

    ObjectSchema object() {
        return object;
    }

    Checks checks() {
        return checks;
    }

    RelatedObjects relatedObjects() {
        return related;
    }

    /** A field that the operation may not write. */
    private static final class ReadOnlyFieldException extends CheckException {
        private static final long serialVersionUID = 1L;

        private ReadOnlyFieldException(String message) {
            super(message);
        }
    }

    private CheckException noField(String path) {
        String problem = "object " + object.name() + " has no field '" + path + "'";
        Matcher delimiter = DELIMITER.matcher(path);
        if (delimiter.find()) {
            return new CheckException(problem + ": the name holds '" + delimiter.group()
                    + "'. If that stands between columns of the source, set csvDelimiter=" + delimiter.group());
        }
        return new CheckException(problem + NearestName.hint(path, ownNames())
                + " It does not exist, or this user may not see it: correct the mapping, or give the user access to the"
                + " field");
    }

    private TargetField own(String path) throws CheckException {
        FieldSchema field = object.field(path).orElseThrow(() -> noField(path));
        if (!namesRecord(field) && !isWritable(field)) {
            throw new ReadOnlyFieldException("field " + field.name() + " of object " + object.name()
                    + " cannot be set by " + operation.wireName()
                    + "; leave it out of the mapping, or give the user write access to it");
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
            throw new ReadOnlyFieldException(
                    "lookup " + lookup.name() + " of object " + object.name() + " cannot be set by "
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
