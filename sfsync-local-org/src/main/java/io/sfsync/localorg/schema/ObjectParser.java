/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one object of a schema file, on top of a standard object of that name if there is one. */
final class ObjectParser {
    private static final Set<String> KEYS = Set.of(
            "label",
            "labelPlural",
            "keyPrefix",
            "layoutable",
            "createable",
            "updateable",
            "deletable",
            "undeletable",
            "bulk",
            "name",
            "fields",
            "recordTypes",
            "validationRules",
            "duplicateRules",
            "assignmentRules");

    private final Set<String> takenPrefixes;

    ObjectParser(Set<String> takenPrefixes) {
        this.takenPrefixes = takenPrefixes;
    }

    ObjectType parse(SchemaNode node, @Nullable ObjectType base) {
        node.allow(KEYS);
        String name = base == null ? node.key() : base.name();
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw node.error("is no API name", "use letters, digits and underscores");
        }
        ObjectNaming naming = naming(node, name, base);
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        if (base == null) {
            newFields(node, naming, fields);
        } else {
            base.fields().forEach(field -> fields.put(field.name(), field));
            ownFields(node, naming, fields);
        }
        boolean custom = name.endsWith("__c");
        List<RecordType> types = recordTypes(node, base);
        recordTypeField(types, fields);
        return new ObjectType(
                naming,
                traits(node, custom, base),
                fields.values(),
                types,
                RulesParser.parse(node, base == null ? ObjectRules.NONE : base.rules()));
    }

    private ObjectNaming naming(SchemaNode node, String name, @Nullable ObjectType base) {
        if (base != null) {
            return new ObjectNaming(
                    name,
                    node.child("label").text(base.label()),
                    node.child("labelPlural").text(base.labelPlural()),
                    base.keyPrefix());
        }
        String plain =
                name.endsWith("__c") ? name.substring(0, name.length() - 3).replace('_', ' ') : name;
        String label = node.child("label").text(plain);
        String plural = node.child("labelPlural").text(label.endsWith("s") ? label : label + "s");
        return new ObjectNaming(name, label, plural, keyPrefix(node, name));
    }

    private String keyPrefix(SchemaNode node, String name) {
        SchemaNode given = node.child("keyPrefix");
        if (!given.isPresent()) {
            if (!name.endsWith("__c")) {
                throw node.error("has no keyPrefix", "give the three characters its ids begin with");
            }
            return freePrefix(node);
        }
        String prefix = given.text();
        if (!prefix.matches("[0-9A-Za-z]{3}")) {
            throw given.error("is '" + prefix + "'", "use three letters or digits, in quotes, for instance \"a00\"");
        }
        if (!takenPrefixes.add(prefix)) {
            throw given.error("is '" + prefix + "', which another object has", "choose another one");
        }
        return prefix;
    }

    private String freePrefix(SchemaNode node) {
        for (int i = 0; i < 36 * 36; i++) {
            String prefix = "a" + Character.forDigit(i / 36, 36) + Character.forDigit(i % 36, 36);
            if (!takenPrefixes.contains("reserved " + prefix) && takenPrefixes.add(prefix)) {
                return prefix;
            }
        }
        throw node.error("finds no free keyPrefix", "give one");
    }

    private static void newFields(SchemaNode node, ObjectNaming naming, Map<String, FieldDefinition> fields) {
        boolean custom = naming.name().endsWith("__c");
        put(fields, SystemFields.id(naming.label(), custom));
        Map<String, FieldDefinition> own = new LinkedHashMap<>();
        ownFields(node, naming, own);
        if (custom && own.values().stream().noneMatch(FieldDefinition::isMasterDetail)) {
            put(fields, SystemFields.customOwner());
        }
        put(fields, SystemFields.isDeleted());
        if (custom && own.values().stream().noneMatch(field -> field.is(Trait.NAME_FIELD))) {
            put(fields, customName(node.child("name"), naming));
        }
        if (custom || !node.child("fields").child("$audit").isPresent()) {
            SystemFields.audit().forEach(field -> put(fields, field));
        }
        fields.putAll(own);
    }

    /** An object with record types has a field that says which one a record has. */
    private static void recordTypeField(List<RecordType> types, Map<String, FieldDefinition> fields) {
        if (!types.isEmpty() && !fields.containsKey("RecordTypeId")) {
            put(
                    fields,
                    new FieldBuilder("RecordTypeId", FieldType.REFERENCE)
                            .label("Record Type ID")
                            .length(18)
                            .reference(new Reference(List.of("RecordType"), "RecordType", null))
                            .build());
        }
    }

    private static FieldDefinition customName(SchemaNode node, ObjectNaming naming) {
        node.allow(Set.of("label", "displayFormat"));
        String label = node.child("label").text(naming.label() + " Name");
        FieldBuilder name = new FieldBuilder("Name", FieldType.STRING)
                .label(label)
                .length(80)
                .with(Trait.NAME_FIELD, Trait.ID_LOOKUP);
        String format = node.child("displayFormat").textOrNull();
        if (format != null) {
            return name.displayFormat(format)
                    .with(Trait.AUTO_NUMBER, Trait.DEFAULTED_ON_CREATE)
                    .without(Trait.NILLABLE, Trait.CREATEABLE, Trait.UPDATEABLE)
                    .build();
        }
        return name.with(Trait.DEFAULTED_ON_CREATE).build();
    }

    private static void ownFields(SchemaNode node, ObjectNaming naming, Map<String, FieldDefinition> fields) {
        for (SchemaNode entry : node.child("fields").entries()) {
            if (entry.key().equals("$audit")) {
                SystemFields.audit().forEach(field -> put(fields, field));
            } else {
                put(fields, FieldParser.parse(entry, naming.labelPlural()));
            }
        }
    }

    private static void put(Map<String, FieldDefinition> fields, FieldDefinition field) {
        fields.put(field.name(), field);
    }

    private static Set<ObjectTrait> traits(SchemaNode node, boolean custom, @Nullable ObjectType base) {
        Set<ObjectTrait> traits = EnumSet.of(
                ObjectTrait.CREATEABLE,
                ObjectTrait.UPDATEABLE,
                ObjectTrait.DELETABLE,
                ObjectTrait.UNDELETABLE,
                ObjectTrait.QUERYABLE,
                ObjectTrait.RETRIEVEABLE);
        if (custom) {
            traits.addAll(Set.of(ObjectTrait.CUSTOM, ObjectTrait.LAYOUTABLE));
        }
        if (base != null) {
            traits = EnumSet.copyOf(base.traits());
        }
        set(traits, node.child("createable"), ObjectTrait.CREATEABLE);
        set(traits, node.child("updateable"), ObjectTrait.UPDATEABLE);
        set(traits, node.child("deletable"), ObjectTrait.DELETABLE);
        set(traits, node.child("undeletable"), ObjectTrait.UNDELETABLE);
        set(traits, node.child("layoutable"), ObjectTrait.LAYOUTABLE);
        if (!node.child("bulk").flag(true)) {
            traits.add(ObjectTrait.NO_BULK);
        }
        return traits;
    }

    private static void set(Set<ObjectTrait> traits, SchemaNode node, ObjectTrait trait) {
        if (node.isPresent() && node.flag(true)) {
            traits.add(trait);
        } else if (node.isPresent()) {
            traits.remove(trait);
        }
    }

    private static List<RecordType> recordTypes(SchemaNode node, @Nullable ObjectType base) {
        List<RecordType> types = new ArrayList<>(base == null ? List.of() : base.recordTypes());
        for (SchemaNode item : node.child("recordTypes").items()) {
            if (!item.value().isObject()) {
                types.add(new RecordType(item.text(), item.text().replaceAll("[^A-Za-z0-9]+", "_"), false));
                continue;
            }
            item.allow(Set.of("name", "developerName", "default"));
            String name = item.child("name").text();
            String developerName = item.child("developerName").text(name.replaceAll("[^A-Za-z0-9]+", "_"));
            types.add(new RecordType(name, developerName, item.child("default").flag(false)));
        }
        return types;
    }
}
