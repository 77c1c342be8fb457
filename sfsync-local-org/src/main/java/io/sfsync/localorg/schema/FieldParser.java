/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one field of a schema file. */
final class FieldParser {
    private static final Set<String> KEYS = Set.of(
            "label",
            "type",
            "length",
            "precision",
            "scale",
            "digits",
            "required",
            "nillable",
            "unique",
            "externalId",
            "idLookup",
            "caseSensitive",
            "restricted",
            "values",
            "default",
            "defaultedOnCreate",
            "readOnly",
            "createable",
            "updateable",
            "referenceTo",
            "relationshipName",
            "childRelationshipName",
            "masterDetail",
            "cascadeDelete",
            "restrictedDelete",
            "nameField",
            "autoNumber",
            "displayFormat",
            "compound",
            "computed",
            "helpText");

    private FieldParser() {}

    /** @param plural the plural label of the object, from which the default child relationship name is made */
    static FieldDefinition parse(SchemaNode node, String plural) {
        String name = node.key();
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw node.error("is no API name", "use letters, digits and underscores");
        }
        node.allow(KEYS);
        FieldType type = type(node);
        FieldBuilder field = new FieldBuilder(name, type)
                .label(node.child("label").text(label(name)))
                .length(node.child("length").number(defaultLength(type)))
                .compoundFieldName(node.child("compound").textOrNull())
                .displayFormat(node.child("displayFormat").textOrNull())
                .inlineHelpText(node.child("helpText").textOrNull());
        sizes(node, field, type);
        traits(node, field, type, name.endsWith("__c"));
        if (type == FieldType.REFERENCE) {
            reference(node, field, name, plural);
        }
        values(node, field, type);
        return field.build();
    }

    private static FieldType type(SchemaNode node) {
        if (node.child("autoNumber").flag(false) && !node.child("type").isPresent()) {
            return FieldType.STRING;
        }
        boolean refers = node.child("referenceTo").isPresent();
        String wanted = node.child("type").text(refers ? "reference" : "string");
        FieldType type = FieldType.named(wanted);
        if (type == null) {
            List<String> names =
                    Arrays.stream(FieldType.values()).map(FieldType::wireName).toList();
            throw node.child("type").error("is '" + wanted + "', which is no type", "use one of " + names);
        }
        if (type == FieldType.REFERENCE && !refers) {
            throw node.error("is a reference without referenceTo", "name the object it points to");
        }
        return type;
    }

    private static void sizes(SchemaNode node, FieldBuilder field, FieldType type) {
        if (type.isDecimal()) {
            int precision = node.child("precision").number(18);
            int scale = node.child("scale").number(0);
            if (scale > precision) {
                throw node.child("scale").error("is " + scale + ", more than precision " + precision, "lower it");
            }
            field.precision(precision, scale);
        }
        if (type == FieldType.INT) {
            field.digits(node.child("digits").number(node.child("precision").number(8)));
        }
    }

    private static void traits(SchemaNode node, FieldBuilder field, FieldType type, boolean custom) {
        boolean readOnly = node.child("readOnly").flag(false)
                || node.child("autoNumber").flag(false)
                || !isWritable(type)
                || node.child("computed").isPresent();
        boolean masterDetail = node.child("masterDetail").flag(false);
        boolean externalId = node.child("externalId").flag(false);
        boolean unique = node.child("unique").flag(false);
        boolean required = node.child("required").flag(false) || masterDetail;
        field.with(Trait.CUSTOM, custom)
                .with(Trait.CREATEABLE, node.child("createable").flag(!readOnly))
                .with(Trait.UPDATEABLE, node.child("updateable").flag(!readOnly && !masterDetail))
                .with(Trait.NILLABLE, node.child("nillable").flag(!required && type != FieldType.BOOLEAN))
                .with(Trait.DEFAULTED_ON_CREATE, node.child("defaultedOnCreate").flag(type == FieldType.BOOLEAN))
                .with(Trait.UNIQUE, unique)
                .with(Trait.EXTERNAL_ID, externalId)
                .with(Trait.ID_LOOKUP, node.child("idLookup").flag(externalId || (unique && custom)))
                .with(Trait.CASE_SENSITIVE, node.child("caseSensitive").flag(false))
                .with(Trait.RESTRICTED_PICKLIST, node.child("restricted").flag(false))
                .with(Trait.NAME_FIELD, node.child("nameField").flag(false))
                .with(Trait.AUTO_NUMBER, node.child("autoNumber").flag(false))
                .with(Trait.MASTER_DETAIL, masterDetail)
                .with(Trait.CASCADE_DELETE, node.child("cascadeDelete").flag(masterDetail))
                .with(Trait.RESTRICTED_DELETE, node.child("restrictedDelete").flag(false))
                .computed(node.child("computed").textOrNull());
        if (externalId && !type.isText() && !type.isDecimal() && type != FieldType.INT) {
            throw node.child("externalId")
                    .error("is true on a " + type.wireName(), "use a text, email or number field");
        }
    }

    private static boolean isWritable(FieldType type) {
        return type != FieldType.ADDRESS && type != FieldType.LOCATION;
    }

    private static void reference(SchemaNode node, FieldBuilder field, String name, String plural) {
        List<String> targets =
                node.child("referenceTo").items().stream().map(SchemaNode::text).toList();
        boolean custom = name.endsWith("__c");
        String relationship = node.child("relationshipName").text(relationshipName(name, custom));
        String children = node.child("childRelationshipName").textOrNull();
        if (children == null && custom) {
            children = plural.replaceAll("[^A-Za-z0-9]", "") + "__r";
        }
        field.reference(new Reference(targets, relationship, children)).with(Trait.NAME_POINTING, targets.size() > 1);
    }

    private static String relationshipName(String name, boolean custom) {
        if (custom) {
            return name.substring(0, name.length() - 1) + "r";
        }
        return name.endsWith("Id") ? name.substring(0, name.length() - 2) : name;
    }

    private static void values(SchemaNode node, FieldBuilder field, FieldType type) {
        List<PicklistValue> values = new ArrayList<>();
        @Nullable Object defaultValue = defaultValue(node.child("default"), type);
        for (SchemaNode item : node.child("values").items()) {
            PicklistValue value = picklistValue(item, defaultValue);
            values.add(value);
            if (value.defaultValue()) {
                defaultValue = value.value();
            }
        }
        field.picklist(values).defaultValue(defaultValue);
    }

    private static PicklistValue picklistValue(SchemaNode item, @Nullable Object defaultValue) {
        if (!item.value().isObject()) {
            String value = item.text();
            return new PicklistValue(value, value, true, value.equals(defaultValue));
        }
        item.allow(Set.of("value", "label", "active", "default"));
        String value = item.child("value").text();
        boolean isDefault = item.child("default").flag(value.equals(defaultValue));
        return new PicklistValue(
                value, item.child("label").text(value), item.child("active").flag(true), isDefault);
    }

    private static @Nullable Object defaultValue(SchemaNode node, FieldType type) {
        JsonNode value = node.value();
        if (!node.isPresent()) {
            return type == FieldType.BOOLEAN ? Boolean.FALSE : null;
        }
        return switch (type.storage()) {
            case BOOLEAN -> node.flag(false);
            case INT -> node.number(0);
            case DOUBLE -> {
                if (!value.isNumber()) {
                    throw node.error("must be a number, was " + value, "write digits only");
                }
                yield value.doubleValue();
            }
            case TEXT -> node.text();
            default -> throw node.error("can't be given for a " + type.wireName(), "leave it out");
        };
    }

    private static int defaultLength(FieldType type) {
        return switch (type) {
            case ID, REFERENCE -> 18;
            case STRING, TEXTAREA, URL, PICKLIST, COMBOBOX, ANYTYPE -> 255;
            case EMAIL -> 80;
            case PHONE -> 40;
            case ENCRYPTEDSTRING -> 175;
            case MULTIPICKLIST -> 4099;
            default -> 0;
        };
    }

    private static String label(String name) {
        String plain = name.endsWith("__c") ? name.substring(0, name.length() - 3) : name;
        return plain.replace('_', ' ');
    }
}
