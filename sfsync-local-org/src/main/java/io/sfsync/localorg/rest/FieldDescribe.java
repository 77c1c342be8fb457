/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.PicklistValue;
import io.sfsync.localorg.schema.Reference;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.schema.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The describe of one field: every key always, in the order and with the values by type of describe results recorded by
 * SFDO-Tooling/CumulusCI (v48).
 */
final class FieldDescribe {
    private static final Set<FieldType> LONG_TEXT = Set.of(FieldType.TEXTAREA, FieldType.MULTIPICKLIST);
    private static final int LONGEST_SHORT_TEXT = 255;

    private FieldDescribe() {}

    static Map<String, @Nullable Object> of(FieldDefinition field) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        boolean compound = !field.isStored();
        boolean longText = LONG_TEXT.contains(field.type()) && field.length() > LONGEST_SHORT_TEXT;
        boolean bytes = field.type() == FieldType.BASE64;
        Reference reference = field.reference();
        keys.put("aggregatable", !compound && !longText && !bytes && field.type() != FieldType.BOOLEAN);
        keys.put("aiPredictionField", false);
        keys.put("autoNumber", field.is(Trait.AUTO_NUMBER));
        keys.put("byteLength", byteLength(field));
        keys.put("calculated", field.is(Trait.CALCULATED));
        keys.put("calculatedFormula", null);
        // Standard look-ups say false even where the parent's childRelationships say true (recorded by
        // SFDO-Tooling/CumulusCI).
        keys.put("cascadeDelete", field.is(Trait.CUSTOM) && field.is(Trait.CASCADE_DELETE));
        keys.put("caseSensitive", field.is(Trait.CASE_SENSITIVE));
        keys.put("compoundFieldName", field.compoundFieldName());
        keys.put("controllerName", null);
        keys.put("createable", field.is(Trait.CREATEABLE));
        keys.put("custom", field.is(Trait.CUSTOM));
        keys.put("defaultValue", field.type() == FieldType.BOOLEAN ? field.defaultValue() : null);
        keys.put("defaultValueFormula", null);
        keys.put("defaultedOnCreate", field.is(Trait.DEFAULTED_ON_CREATE));
        keys.put("dependentPicklist", field.is(Trait.DEPENDENT_PICKLIST));
        keys.put("deprecatedAndHidden", false);
        keys.put("digits", field.digits());
        keys.put("displayLocationInDecimal", false);
        keys.put("encrypted", field.type() == FieldType.ENCRYPTEDSTRING);
        keys.put("externalId", field.is(Trait.EXTERNAL_ID));
        keys.put("extraTypeInfo", extraTypeInfo(field));
        keys.put("filterable", !longText && !bytes);
        keys.put("filteredLookupInfo", null);
        keys.put("formulaTreatNullNumberAsZero", false);
        keys.put("groupable", isGroupable(field, longText));
        keys.put("highScaleNumber", false);
        keys.put("htmlFormatted", field.is(Trait.HTML_FORMATTED));
        keys.put("idLookup", field.isIdLookup());
        keys.put("inlineHelpText", field.inlineHelpText());
        keys.put("label", field.label());
        keys.put("length", field.length());
        keys.put("mask", null);
        keys.put("maskType", null);
        keys.put("name", field.name());
        keys.put("nameField", field.is(Trait.NAME_FIELD));
        keys.put("namePointing", reference != null && reference.isPolymorphic());
        keys.put("nillable", field.is(Trait.NILLABLE));
        keys.put("permissionable", isPermissionable(field));
        keys.put("picklistValues", picklist(field));
        keys.put("polymorphicForeignKey", reference != null && reference.isPolymorphic());
        keys.put("precision", field.precision());
        keys.put("queryByDistance", compound);
        keys.put("referenceTargetField", null);
        keys.put("referenceTo", reference == null ? List.of() : reference.targets());
        keys.put("relationshipName", reference == null ? null : reference.relationshipName());
        keys.put("relationshipOrder", field.isMasterDetail() ? 0 : null);
        keys.put("restrictedDelete", field.is(Trait.CUSTOM) && field.is(Trait.RESTRICTED_DELETE));
        keys.put("restrictedPicklist", field.is(Trait.RESTRICTED_PICKLIST));
        keys.put("scale", field.scale());
        keys.put("searchPrefilterable", reference != null && isPermissionable(field));
        keys.put("soapType", field.type().soapType());
        keys.put("sortable", !compound && !longText && !bytes);
        keys.put("type", field.type().wireName());
        keys.put("unique", field.is(Trait.UNIQUE));
        keys.put("updateable", field.is(Trait.UPDATEABLE));
        keys.put("writeRequiresMasterRead", false);
        return keys;
    }

    /** Three bytes a character; ids have one. */
    private static int byteLength(FieldDefinition field) {
        boolean id = field.type().storage() == Storage.ID;
        return id ? field.length() : field.length() * 3;
    }

    private static boolean isGroupable(FieldDefinition field, boolean longText) {
        return switch (field.type()) {
            case DOUBLE, CURRENCY, PERCENT, DATETIME, TIME, ADDRESS, LOCATION, BASE64, MULTIPICKLIST, ENCRYPTEDSTRING ->
                false;
            default -> !longText;
        };
    }

    /** System fields, required ones, details and what nobody may write can't be taken away by field-level security. */
    private static boolean isPermissionable(FieldDefinition field) {
        boolean written = field.is(Trait.CUSTOM) || field.is(Trait.CREATEABLE) || field.is(Trait.UPDATEABLE);
        return field.is(Trait.NILLABLE)
                && written
                && !field.isMasterDetail()
                && field.compoundFieldName() == null
                && !field.name().equals("RecordTypeId");
    }

    private static @Nullable String extraTypeInfo(FieldDefinition field) {
        if (field.type() != FieldType.TEXTAREA) {
            return null;
        }
        if (field.is(Trait.HTML_FORMATTED)) {
            return "richtextarea";
        }
        return "plaintextarea";
    }

    private static List<Map<String, @Nullable Object>> picklist(FieldDefinition field) {
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        for (PicklistValue value : field.picklistValues()) {
            Map<String, @Nullable Object> keys = new LinkedHashMap<>();
            keys.put("active", value.active());
            keys.put("defaultValue", value.defaultValue());
            keys.put("label", value.label());
            keys.put("validFor", null);
            keys.put("value", value.value());
            values.add(keys);
        }
        return values;
    }
}
