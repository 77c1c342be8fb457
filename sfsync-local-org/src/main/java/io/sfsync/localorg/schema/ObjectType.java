/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of the org with its fields, in the order of describe. Names are looked up in any case. Immutable. */
public final class ObjectType {
    private final String name;
    private final String label;
    private final String labelPlural;
    private final String keyPrefix;
    private final Set<ObjectTrait> traits;
    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    private final Map<String, FieldDefinition> relationships = new LinkedHashMap<>();
    private final List<RecordType> recordTypes;
    private final ObjectRules rules;

    /**
     * An object.
     *
     * @param naming its names and its key prefix
     * @param traits what holds of it
     * @param fields its fields, system fields included
     * @param recordTypes its record types beside the master
     * @param rules what its records are held to beside their fields
     */
    public ObjectType(
            ObjectNaming naming,
            Set<ObjectTrait> traits,
            Collection<FieldDefinition> fields,
            List<RecordType> recordTypes,
            ObjectRules rules) {
        this.name = naming.name();
        this.label = naming.label();
        this.labelPlural = naming.labelPlural();
        this.keyPrefix = naming.keyPrefix();
        this.traits = traits.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(traits));
        this.recordTypes = List.copyOf(recordTypes);
        this.rules = rules;
        for (FieldDefinition field : fields) {
            this.fields.put(key(field.name()), field);
            Reference reference = field.reference();
            if (reference != null && reference.relationshipName() != null) {
                relationships.put(key(reference.relationshipName()), field);
            }
        }
    }

    /** The API name in its canonical case. */
    public String name() {
        return name;
    }

    /** What people call one record. */
    public String label() {
        return label;
    }

    /** What people call several records. */
    public String labelPlural() {
        return labelPlural;
    }

    /** The first three characters of its records' ids. */
    public String keyPrefix() {
        return keyPrefix;
    }

    /** True if the trait holds. */
    public boolean is(ObjectTrait trait) {
        return traits.contains(trait);
    }

    /** What holds of it. */
    public Set<ObjectTrait> traits() {
        return traits;
    }

    /** The fields in the order of describe. */
    public Collection<FieldDefinition> fields() {
        return Collections.unmodifiableCollection(fields.values());
    }

    /** The field of that API name in any case, or null. */
    public @Nullable FieldDefinition field(String fieldName) {
        return fields.get(key(fieldName));
    }

    /** The reference field of that relationship name ({@code Account}, {@code Parent__r}) in any case, or null. */
    public @Nullable FieldDefinition relationship(String relationshipName) {
        return relationships.get(key(relationshipName));
    }

    /** The field that holds a record's name, or null for objects without one. */
    public @Nullable FieldDefinition nameField() {
        for (FieldDefinition field : fields.values()) {
            if (field.is(Trait.NAME_FIELD)) {
                return field;
            }
        }
        return null;
    }

    /** The record types beside the master. */
    public List<RecordType> recordTypes() {
        return recordTypes;
    }

    /** What records are held to beside their fields. */
    public ObjectRules rules() {
        return rules;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
