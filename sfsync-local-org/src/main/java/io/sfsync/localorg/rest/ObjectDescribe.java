/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectTrait;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.RecordType;
import io.sfsync.localorg.schema.Trait;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The describe of one object. Keys, and their order, are those of describe results recorded by SFDO-Tooling/CumulusCI (v48); later versions
 * add {@code associateEntityType} and {@code associateParentEntity}.
 */
final class ObjectDescribe {
    private static final String MASTER = "012000000000000AAA";

    private final OrgView view;
    private final ObjectType object;
    private final RecordedTraits traits;

    ObjectDescribe(OrgView view, ObjectType object) {
        this.view = view;
        this.object = object;
        this.traits = RecordedTraits.of(object.name());
    }

    /** The entry of describe global. */
    Map<String, @Nullable Object> summary() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        boolean layouts = object.is(ObjectTrait.LAYOUTABLE);
        keys.put("activateable", false);
        if (isAtLeast(49)) {
            associate(keys);
        }
        keys.put("createable", object.is(ObjectTrait.CREATEABLE));
        keys.put("custom", object.is(ObjectTrait.CUSTOM));
        keys.put("customSetting", object.is(ObjectTrait.CUSTOM_SETTING));
        keys.put("deepCloneable", traits.deepCloneable());
        keys.put("deletable", object.is(ObjectTrait.DELETABLE));
        keys.put("deprecatedAndHidden", false);
        keys.put("feedEnabled", layouts && traits.feedEnabled());
        keys.put("hasSubtypes", false);
        keys.put("isInterface", false);
        keys.put("isSubtype", false);
        keys.put("keyPrefix", object.keyPrefix());
        keys.put("label", object.label());
        keys.put("labelPlural", object.labelPlural());
        keys.put("layoutable", layouts);
        keys.put("mergeable", traits.mergeable());
        keys.put("mruEnabled", layouts && traits.main());
        keys.put("name", object.name());
        keys.put("queryable", object.is(ObjectTrait.QUERYABLE));
        keys.put("replicateable", true);
        keys.put("retrieveable", object.is(ObjectTrait.RETRIEVEABLE));
        keys.put("searchable", layouts && traits.main());
        keys.put("triggerable", layouts);
        keys.put("undeletable", object.is(ObjectTrait.UNDELETABLE));
        keys.put("updateable", object.is(ObjectTrait.UPDATEABLE));
        keys.put("urls", urls(false));
        return keys;
    }

    /** The describe of the object, with its fields. */
    Map<String, @Nullable Object> full(SoqlEngine soql) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        boolean layouts = object.is(ObjectTrait.LAYOUTABLE);
        keys.put("actionOverrides", List.of());
        keys.put("activateable", false);
        if (isAtLeast(49)) {
            associate(keys);
        }
        keys.put("childRelationships", children());
        keys.put("compactLayoutable", layouts);
        keys.put("createable", object.is(ObjectTrait.CREATEABLE));
        keys.put("custom", object.is(ObjectTrait.CUSTOM));
        keys.put("customSetting", object.is(ObjectTrait.CUSTOM_SETTING));
        keys.put("deepCloneable", traits.deepCloneable());
        keys.put("defaultImplementation", null);
        keys.put("deletable", object.is(ObjectTrait.DELETABLE));
        keys.put("deprecatedAndHidden", false);
        keys.put("extendedBy", null);
        keys.put("extendsInterfaces", null);
        keys.put("feedEnabled", layouts && traits.feedEnabled());
        keys.put("fields", fields());
        keys.put("hasSubtypes", false);
        keys.put("implementedBy", null);
        keys.put("implementsInterfaces", null);
        keys.put("isInterface", false);
        keys.put("isSubtype", false);
        keys.put("keyPrefix", object.keyPrefix());
        keys.put("label", object.label());
        keys.put("labelPlural", object.labelPlural());
        keys.put("layoutable", layouts);
        keys.put("listviewable", null);
        keys.put("lookupLayoutable", null);
        keys.put("mergeable", traits.mergeable());
        keys.put("mruEnabled", layouts && traits.main());
        keys.put("name", object.name());
        keys.put("namedLayoutInfos", List.of());
        keys.put("networkScopeFieldName", null);
        keys.put("queryable", object.is(ObjectTrait.QUERYABLE));
        keys.put("recordTypeInfos", layouts ? recordTypes(soql) : List.of());
        keys.put("replicateable", true);
        keys.put("retrieveable", object.is(ObjectTrait.RETRIEVEABLE));
        keys.put("searchLayoutable", layouts && traits.main());
        keys.put("searchable", layouts && traits.main());
        if (isAtLeast(52)) {
            keys.put("sobjectDescribeOption", "FULL");
        }
        keys.put("supportedScopes", scopes());
        keys.put("triggerable", layouts);
        keys.put("undeletable", object.is(ObjectTrait.UNDELETABLE));
        keys.put("updateable", object.is(ObjectTrait.UPDATEABLE));
        keys.put("urls", urls(true));
        return keys;
    }

    private boolean isAtLeast(int version) {
        return Double.parseDouble(view.version()) >= version;
    }

    private static void associate(Map<String, @Nullable Object> keys) {
        keys.put("associateEntityType", null);
        keys.put("associateParentEntity", null);
    }

    private List<Map<String, @Nullable Object>> fields() {
        List<Map<String, @Nullable Object>> fields = new ArrayList<>();
        for (FieldDefinition field : object.fields()) {
            Map<String, @Nullable Object> keys = FieldDescribe.of(field);
            if (object.name().equals("Account") && field.name().equals("Name")) {
                keys.put("compoundFieldName", "Name");
                keys.put("extraTypeInfo", "switchablepersonname");
            }
            fields.add(keys);
        }
        return fields;
    }

    /** By the names of object and field, as recorded. */
    private List<Map<String, @Nullable Object>> children() {
        List<Map<String, @Nullable Object>> children = new ArrayList<>();
        List<ChildRelationship> sorted = view.schema().childRelationships(object).stream()
                .filter(child -> !child.field().name().equals("MasterRecordId"))
                .sorted(Comparator.comparing(
                                (ChildRelationship child) -> child.child().name())
                        .thenComparing(child -> child.field().name()))
                .toList();
        for (ChildRelationship child : sorted) {
            Map<String, @Nullable Object> keys = new LinkedHashMap<>();
            keys.put("cascadeDelete", child.field().is(Trait.CASCADE_DELETE));
            keys.put("childSObject", child.child().name());
            keys.put("deprecatedAndHidden", false);
            keys.put("field", child.field().name());
            keys.put("junctionIdListNames", List.of());
            keys.put("junctionReferenceTo", List.of());
            keys.put("relationshipName", child.name());
            keys.put("restrictedDelete", child.field().is(Trait.RESTRICTED_DELETE));
            children.add(keys);
        }
        return children;
    }

    private List<Map<String, @Nullable Object>> scopes() {
        List<Map<String, @Nullable Object>> scopes = new ArrayList<>();
        scopes.add(ordered("label", "All " + object.labelPlural().toLowerCase(Locale.ROOT), "name", "everything"));
        if (object.field("OwnerId") != null) {
            scopes.add(ordered("label", "My " + object.labelPlural().toLowerCase(Locale.ROOT), "name", "mine"));
        }
        if (object.name().equals("Account")) {
            scopes.add(ordered("label", "My team's accounts", "name", "team"));
        }
        return scopes;
    }

    private List<Map<String, @Nullable Object>> recordTypes(SoqlEngine soql) {
        List<Map<String, @Nullable Object>> infos = new ArrayList<>();
        boolean ownDefault = false;
        for (RecordType type : object.recordTypes()) {
            String query = "SELECT Id FROM RecordType WHERE SobjectType = '" + object.name() + "' AND DeveloperName = '"
                    + type.developerName() + "'";
            List<Map<String, @Nullable Object>> found = soql.all(query, QueryContext.of(view.schema(), view.version()));
            String id = found.isEmpty() ? MASTER : String.valueOf(found.get(0).get("Id"));
            infos.add(recordType(type.name(), type.developerName(), id, type.defaultMapping(), false));
            ownDefault |= type.defaultMapping();
        }
        infos.add(recordType("Master", "Master", MASTER, !ownDefault, true));
        return infos;
    }

    private Map<String, @Nullable Object> recordType(
            String name, String developerName, String id, boolean isDefault, boolean master) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("active", true);
        keys.put("available", true);
        keys.put("defaultRecordTypeMapping", isDefault);
        keys.put("developerName", developerName);
        keys.put("master", master);
        keys.put("name", name);
        keys.put("recordTypeId", id);
        keys.put("urls", Map.of("layout", base() + "/describe/layouts/" + id));
        return keys;
    }

    private String base() {
        return view.url("/sobjects/" + object.name());
    }

    /** Addresses in the recorded order; those of the web pages are whole ones, and only in the full describe. */
    private Map<String, @Nullable Object> urls(boolean full) {
        Map<String, @Nullable Object> urls = new LinkedHashMap<>();
        boolean layouts = object.is(ObjectTrait.LAYOUTABLE);
        boolean main = layouts && traits.main() && !object.name().equals("User");
        putIf(urls, layouts, "compactLayouts", base() + "/describe/compactLayouts");
        urls.put("rowTemplate", base() + "/{ID}");
        putIf(urls, main, "approvalLayouts", base() + "/describe/approvalLayouts");
        putIf(urls, full, "uiDetailTemplate", view.host() + "/{ID}");
        putIf(urls, full, "uiEditTemplate", view.host() + "/{ID}/e");
        putIf(urls, full && layouts, "defaultValues", base() + "/defaultValues?recordTypeId&fields");
        putIf(urls, main, "listviews", base() + "/listviews");
        urls.put("describe", base() + "/describe");
        putIf(urls, full, "uiNewRecord", view.host() + "/" + object.keyPrefix() + "/e");
        putIf(urls, layouts && !object.name().equals("CampaignMember"), "quickActions", base() + "/quickActions");
        putIf(urls, layouts, "layouts", base() + "/describe/layouts");
        urls.put("sobject", base());
        return urls;
    }

    private static void putIf(Map<String, @Nullable Object> urls, boolean there, String name, String url) {
        if (there) {
            urls.put(name, url);
        }
    }

    private static Map<String, @Nullable Object> ordered(String key, Object value, String second, Object other) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put(key, value);
        keys.put(second, other);
        return keys;
    }
}
