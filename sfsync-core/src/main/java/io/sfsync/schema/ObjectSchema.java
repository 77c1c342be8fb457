/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One object, as describe has it. Names are found in any case. Immutable. */
public final class ObjectSchema {
    private final String name;
    private final boolean createable;
    private final boolean updateable;
    private final boolean deletable;
    private final List<FieldSchema> fields;
    private final String keyPrefix;
    private final Map<String, String> recordTypes;
    private final Map<String, FieldSchema> byName = new HashMap<>();
    private final Map<String, FieldSchema> byRelationship = new HashMap<>();

    /** An object of these fields, about whose ids and record types nothing is known. */
    public ObjectSchema(
            String name, boolean createable, boolean updateable, boolean deletable, List<FieldSchema> fields) {
        this(name, createable, updateable, deletable, fields, "", Map.of());
    }

    /**
     * An object.
     *
     * @param keyPrefix the first three characters of its ids, empty where that is not known
     * @param recordTypes the ids of its active record types, by developer name
     */
    public ObjectSchema(
            String name,
            boolean createable,
            boolean updateable,
            boolean deletable,
            List<FieldSchema> fields,
            String keyPrefix,
            Map<String, String> recordTypes) {
        this.keyPrefix = keyPrefix;
        this.recordTypes = Map.copyOf(recordTypes);
        this.name = name;
        this.createable = createable;
        this.updateable = updateable;
        this.deletable = deletable;
        this.fields = List.copyOf(fields);
        for (FieldSchema field : fields) {
            byName.put(key(field.name()), field);
            String relationship = field.relationshipName();
            if (relationship != null) {
                byRelationship.put(key(relationship), field);
            }
        }
    }

    /** API name in its canonical case. */
    public String name() {
        return name;
    }

    /** Whether records can be created. */
    public boolean isCreateable() {
        return createable;
    }

    /** Whether records can be changed. */
    public boolean isUpdateable() {
        return updateable;
    }

    /** Whether records can be deleted. */
    public boolean isDeletable() {
        return deletable;
    }

    /** The first three characters of its ids, empty where that is not known. */
    public String keyPrefix() {
        return keyPrefix;
    }

    /** The ids of its active record types, by developer name. */
    public Map<String, String> recordTypes() {
        return recordTypes;
    }

    /** All fields that the user may see. */
    public List<FieldSchema> fields() {
        return fields;
    }

    /** The field of this name in any case. */
    public Optional<FieldSchema> field(String fieldName) {
        return Optional.ofNullable(byName.get(key(fieldName)));
    }

    /** The lookup whose relationship has this name, in any case. */
    public Optional<FieldSchema> relationship(String relationshipName) {
        return Optional.ofNullable(byRelationship.get(key(relationshipName)));
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
