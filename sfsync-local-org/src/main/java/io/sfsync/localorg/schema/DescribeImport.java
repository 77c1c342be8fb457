/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads describe results of a real org ({@code GET /sobjects/Account/describe}), one or an array of them, as objects: what the org says of its
 * fields holds here too, whatever the standard objects of the jar say.
 */
final class DescribeImport {
    private static final Map<Trait, String> FIELD_TRAITS = fieldTraits();
    private static final Map<ObjectTrait, String> OBJECT_TRAITS = objectTraits();

    private static final Pattern COLUMN = Pattern.compile("\"(\\w+)\"");

    private final Map<String, ObjectType> known;
    private final Map<String, SchemaNode> children = new HashMap<>();

    private DescribeImport(Map<String, ObjectType> known) {
        this.known = known;
    }

    /**
     * Reads the objects.
     *
     * @param known the objects there are already, by name in lower case: what describe is silent about (how computed fields are computed, the
     *     form of auto-numbers, the names of child relationships of parents that are not described) is taken from them
     */
    static List<ObjectType> read(SchemaNode root, Map<String, ObjectType> known) {
        DescribeImport reader = new DescribeImport(known);
        for (SchemaNode node : root.items()) {
            if (!node.child("fields").value().isArray() || !node.child("name").isPresent()) {
                throw node.error("is no describe result", "save the answer of GET /sobjects/<object>/describe");
            }
            for (SchemaNode child : node.child("childRelationships").items()) {
                String path = child.child("childSObject").text() + "."
                        + child.child("field").text();
                reader.children.put(path.toLowerCase(Locale.ROOT), child);
            }
        }
        List<ObjectType> objects = new ArrayList<>();
        root.items().forEach(node -> objects.add(reader.object(node)));
        return objects;
    }

    private ObjectType object(SchemaNode node) {
        String name = node.child("name").text();
        String label = node.child("label").text(name);
        String prefix = node.child("keyPrefix").text();
        ObjectNaming naming =
                new ObjectNaming(name, label, node.child("labelPlural").text(label), prefix);
        Set<ObjectTrait> traits = EnumSet.noneOf(ObjectTrait.class);
        OBJECT_TRAITS.forEach((trait, key) -> {
            if (node.child(key).flag(false)) {
                traits.add(trait);
            }
        });
        List<FieldDefinition> fields = new ArrayList<>();
        for (SchemaNode field : node.child("fields").items()) {
            fields.add(field(name, field, node));
        }
        addMissing(fields, label);
        return new ObjectType(naming, traits, fields, recordTypes(node), ObjectRules.NONE);
    }

    /** A describe result that somebody has shortened lacks fields that every object has. */
    private static void addMissing(List<FieldDefinition> fields, String label) {
        Set<String> present = new HashSet<>();
        fields.forEach(field -> present.add(field.name()));
        if (!present.contains("Id")) {
            fields.add(0, SystemFields.id(label, true));
        }
        for (FieldDefinition field : SystemFields.audit()) {
            if (!present.contains(field.name())) {
                fields.add(field);
            }
        }
    }

    private static List<RecordType> recordTypes(SchemaNode node) {
        List<RecordType> types = new ArrayList<>();
        for (SchemaNode info : node.child("recordTypeInfos").items()) {
            if (!info.child("master").flag(false)) {
                String name = info.child("name").text();
                types.add(new RecordType(
                        name,
                        info.child("developerName").text(name.replaceAll("[^A-Za-z0-9]+", "_")),
                        info.child("defaultRecordTypeMapping").flag(false)));
            }
        }
        return types;
    }

    private FieldDefinition field(String object, SchemaNode node, SchemaNode describe) {
        String typeName = node.child("type").text();
        FieldType named = FieldType.named(typeName);
        FieldType type = named == null ? FieldType.ANYTYPE : named;
        List<String> targets =
                node.child("referenceTo").items().stream().map(SchemaNode::text).toList();
        if (type == FieldType.REFERENCE && targets.isEmpty()) {
            type = FieldType.STRING;
        }
        FieldBuilder field = new FieldBuilder(node.child("name").text(), type)
                .label(node.child("label").text(""))
                .length(node.child("length").number(0))
                .precision(
                        node.child("precision").number(0), node.child("scale").number(0))
                .digits(node.child("digits").number(0))
                .compoundFieldName(node.child("compoundFieldName").textOrNull())
                .inlineHelpText(node.child("inlineHelpText").textOrNull());
        FIELD_TRAITS.forEach((trait, key) -> field.with(trait, node.child(key).flag(false)));
        FieldDefinition before = known(object, node.child("name").text());
        if (type == FieldType.REFERENCE) {
            SchemaNode child = children.get((object + "." + node.child("name").text()).toLowerCase(Locale.ROOT));
            relate(field, node, targets, child, before);
        }
        JsonNode defaultValue = node.child("defaultValue").value();
        if (type == FieldType.BOOLEAN) {
            field.defaultValue(defaultValue.asBoolean(false));
        }
        if (before != null) {
            field.displayFormat(before.displayFormat()).computed(computed(before, describe));
        }
        return picklist(node, field).build();
    }

    private @Nullable FieldDefinition known(String object, String field) {
        ObjectType type = known.get(object.toLowerCase(Locale.ROOT));
        return type == null ? null : type.field(field);
    }

    /** A standard look-up says only in its parent's describe result what deleting the parent does. */
    private static void relate(
            FieldBuilder field,
            SchemaNode node,
            List<String> targets,
            @Nullable SchemaNode child,
            @Nullable FieldDefinition before) {
        Reference known = before == null ? null : before.reference();
        String childName = known == null ? null : known.childRelationshipName();
        if (child != null) {
            childName = child.child("relationshipName").textOrNull();
            field.with(Trait.CASCADE_DELETE, child.child("cascadeDelete").flag(false));
            field.with(Trait.RESTRICTED_DELETE, child.child("restrictedDelete").flag(false));
        } else if (before != null && !before.is(Trait.CUSTOM)) {
            field.with(Trait.CASCADE_DELETE, before.is(Trait.CASCADE_DELETE));
            field.with(Trait.RESTRICTED_DELETE, before.is(Trait.RESTRICTED_DELETE));
        }
        field.reference(new Reference(targets, node.child("relationshipName").textOrNull(), childName));
        field.with(Trait.MASTER_DETAIL, node.child("relationshipOrder").isPresent());
    }

    /** The known expression, if the described object has all the fields that it reads. */
    private static @Nullable String computed(FieldDefinition before, SchemaNode describe) {
        String expression = before.computed();
        if (expression == null) {
            return null;
        }
        Set<String> names = new HashSet<>();
        describe.child("fields")
                .items()
                .forEach(field -> names.add(field.child("name").text()));
        Matcher columns = COLUMN.matcher(expression);
        while (columns.find()) {
            if (!names.contains(columns.group(1))) {
                return null;
            }
        }
        return expression;
    }

    private static FieldBuilder picklist(SchemaNode node, FieldBuilder field) {
        List<PicklistValue> values = new ArrayList<>();
        for (SchemaNode item : node.child("picklistValues").items()) {
            String value = item.child("value").text();
            boolean isDefault = item.child("defaultValue").flag(false);
            values.add(new PicklistValue(
                    value, item.child("label").text(value), item.child("active").flag(true), isDefault));
            if (isDefault) {
                field.defaultValue(value);
            }
        }
        return field.picklist(values);
    }

    private static Map<Trait, String> fieldTraits() {
        Map<Trait, String> keys = new EnumMap<>(Trait.class);
        keys.put(Trait.NILLABLE, "nillable");
        keys.put(Trait.CREATEABLE, "createable");
        keys.put(Trait.UPDATEABLE, "updateable");
        keys.put(Trait.DEFAULTED_ON_CREATE, "defaultedOnCreate");
        keys.put(Trait.CUSTOM, "custom");
        keys.put(Trait.UNIQUE, "unique");
        keys.put(Trait.EXTERNAL_ID, "externalId");
        keys.put(Trait.ID_LOOKUP, "idLookup");
        keys.put(Trait.CASE_SENSITIVE, "caseSensitive");
        keys.put(Trait.NAME_FIELD, "nameField");
        keys.put(Trait.AUTO_NUMBER, "autoNumber");
        keys.put(Trait.CALCULATED, "calculated");
        keys.put(Trait.RESTRICTED_PICKLIST, "restrictedPicklist");
        keys.put(Trait.CASCADE_DELETE, "cascadeDelete");
        keys.put(Trait.RESTRICTED_DELETE, "restrictedDelete");
        keys.put(Trait.NAME_POINTING, "namePointing");
        keys.put(Trait.DEPENDENT_PICKLIST, "dependentPicklist");
        keys.put(Trait.HTML_FORMATTED, "htmlFormatted");
        return keys;
    }

    private static Map<ObjectTrait, String> objectTraits() {
        Map<ObjectTrait, String> keys = new EnumMap<>(ObjectTrait.class);
        keys.put(ObjectTrait.CREATEABLE, "createable");
        keys.put(ObjectTrait.UPDATEABLE, "updateable");
        keys.put(ObjectTrait.DELETABLE, "deletable");
        keys.put(ObjectTrait.UNDELETABLE, "undeletable");
        keys.put(ObjectTrait.QUERYABLE, "queryable");
        keys.put(ObjectTrait.RETRIEVEABLE, "retrieveable");
        keys.put(ObjectTrait.CUSTOM, "custom");
        keys.put(ObjectTrait.CUSTOM_SETTING, "customSetting");
        keys.put(ObjectTrait.LAYOUTABLE, "layoutable");
        return keys;
    }
}
