/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.List;

/** The fields that every object has (Object Reference for the Salesforce Platform, System Fields). */
final class SystemFields {
    private SystemFields() {}

    static FieldDefinition id(String objectLabel, boolean custom) {
        return new FieldBuilder("Id", FieldType.ID)
                .label((custom ? "Record" : objectLabel) + " ID")
                .length(18)
                .without(Trait.NILLABLE, Trait.CREATEABLE, Trait.UPDATEABLE)
                .with(Trait.DEFAULTED_ON_CREATE, Trait.ID_LOOKUP)
                .build();
    }

    static FieldDefinition isDeleted() {
        return readOnly("IsDeleted", FieldType.BOOLEAN, "Deleted")
                .defaultValue(false)
                .build();
    }

    static List<FieldDefinition> audit() {
        return List.of(
                readOnly("CreatedDate", FieldType.DATETIME, "Created Date").build(),
                user("CreatedById", "Created By ID", "CreatedBy"),
                readOnly("LastModifiedDate", FieldType.DATETIME, "Last Modified Date")
                        .build(),
                user("LastModifiedById", "Last Modified By ID", "LastModifiedBy"),
                readOnly("SystemModstamp", FieldType.DATETIME, "System Modstamp")
                        .build());
    }

    static FieldDefinition customOwner() {
        return new FieldBuilder("OwnerId", FieldType.REFERENCE)
                .label("Owner ID")
                .length(18)
                .reference(new Reference(List.of("Group", "User"), "Owner", null))
                .without(Trait.NILLABLE)
                .with(Trait.DEFAULTED_ON_CREATE, Trait.NAME_POINTING)
                .build();
    }

    private static FieldDefinition user(String name, String label, String relationshipName) {
        return readOnly(name, FieldType.REFERENCE, label)
                .length(18)
                .reference(new Reference(List.of("User"), relationshipName, null))
                .build();
    }

    private static FieldBuilder readOnly(String name, FieldType type, String label) {
        return new FieldBuilder(name, type)
                .label(label)
                .without(Trait.NILLABLE, Trait.CREATEABLE, Trait.UPDATEABLE)
                .with(Trait.DEFAULTED_ON_CREATE);
    }
}
