/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Which fields some users may not see or not write.
 *
 * @param limits one entry for each user or profile that is limited
 */
public record FieldSecurity(List<Limit> limits) {
    /** Everybody sees and writes everything. */
    public static final FieldSecurity NONE = new FieldSecurity(List.of());

    public FieldSecurity {
        limits = List.copyOf(limits);
    }

    /**
     * What one user or profile may not do.
     *
     * @param who a user name or a profile name
     * @param hidden fields as {@code Object.Field} that do not exist for them
     * @param readOnly fields as {@code Object.Field} that they may not write
     */
    public record Limit(String who, List<String> hidden, List<String> readOnly) {
        public Limit {
            hidden = List.copyOf(hidden);
            readOnly = List.copyOf(readOnly);
        }

        private boolean concerns(String username, String profile) {
            return who.equalsIgnoreCase(username) || who.equalsIgnoreCase(profile);
        }
    }

    OrgSchema apply(OrgSchema schema, String username, String profile) {
        List<Limit> mine = limits.stream()
                .filter(limit -> limit.concerns(username, profile))
                .toList();
        if (mine.isEmpty()) {
            return schema;
        }
        List<ObjectType> objects = new ArrayList<>();
        for (ObjectType object : schema.objects()) {
            objects.add(limited(object, mine));
        }
        return new OrgSchema(objects);
    }

    private static ObjectType limited(ObjectType object, List<Limit> mine) {
        List<FieldDefinition> fields = new ArrayList<>();
        for (FieldDefinition field : object.fields()) {
            String path = object.name() + "." + field.name();
            if (mine.stream().anyMatch(limit -> names(limit.hidden(), path))) {
                continue;
            }
            boolean readOnly = mine.stream().anyMatch(limit -> names(limit.readOnly(), path));
            fields.add(
                    readOnly
                            ? field.toBuilder()
                                    .without(Trait.CREATEABLE, Trait.UPDATEABLE)
                                    .build()
                            : field);
        }
        ObjectNaming naming = new ObjectNaming(object.name(), object.label(), object.labelPlural(), object.keyPrefix());
        return new ObjectType(naming, object.traits(), fields, object.recordTypes(), object.rules());
    }

    private static boolean names(List<String> paths, String path) {
        return paths.stream().anyMatch(path::equalsIgnoreCase);
    }
}
