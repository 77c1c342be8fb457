/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the org as one user sees them: {@link #visibleTo} leaves out what field-level security hides, so that describe, SOQL and
 * Bulk find it absent alike. Immutable.
 */
public final class OrgSchema {
    private final Map<String, ObjectType> objects = new LinkedHashMap<>();
    private final Map<String, ObjectType> byPrefix = new LinkedHashMap<>();
    private final Map<String, List<ChildRelationship>> children = new LinkedHashMap<>();
    private final FieldSecurity security;

    /** The schema of those objects, which nothing hides. */
    public OrgSchema(Collection<ObjectType> objects) {
        this(objects, FieldSecurity.NONE);
    }

    /** The schema of those objects, with what {@code security} hides from some users. */
    public OrgSchema(Collection<ObjectType> objects, FieldSecurity security) {
        this.security = security;
        for (ObjectType object : objects) {
            this.objects.put(key(object.name()), object);
            this.byPrefix.put(object.keyPrefix(), object);
        }
        objects.forEach(this::collectChildren);
    }

    private void collectChildren(ObjectType child) {
        for (FieldDefinition field : child.fields()) {
            Reference reference = field.reference();
            if (reference == null) {
                continue;
            }
            for (String target : reference.targets()) {
                children.computeIfAbsent(key(target), any -> new ArrayList<>())
                        .add(new ChildRelationship(child, field));
            }
        }
    }

    /** The objects in the order of describe global. */
    public Collection<ObjectType> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    /** The object of that API name in any case, or null. */
    public @Nullable ObjectType object(String name) {
        return objects.get(key(name));
    }

    /** The object whose ids begin with those three characters, or null. */
    public @Nullable ObjectType objectByPrefix(String keyPrefix) {
        return byPrefix.get(keyPrefix);
    }

    /** The references of other objects to this one. */
    public List<ChildRelationship> childRelationships(ObjectType parent) {
        return Collections.unmodifiableList(children.getOrDefault(key(parent.name()), List.of()));
    }

    /** The reference behind a child relationship name ({@code Contacts}, {@code Children__r}) in any case, or null. */
    public @Nullable ChildRelationship childRelationship(ObjectType parent, String relationshipName) {
        for (ChildRelationship child : childRelationships(parent)) {
            if (relationshipName.equalsIgnoreCase(child.name())) {
                return child;
            }
        }
        return null;
    }

    /**
     * The schema as a user sees it.
     *
     * @param username the user's name
     * @param profile the name of the user's profile
     */
    public OrgSchema visibleTo(String username, String profile) {
        return security.apply(this, username, profile);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
