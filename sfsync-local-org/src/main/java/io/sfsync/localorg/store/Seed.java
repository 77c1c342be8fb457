/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.AssignmentRule;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.RecordType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The records that an org has before anybody loads any. Their ids are the same after every reset. */
final class Seed {
    private final OrgSchema schema;
    private final Tables tables;
    private final long now;

    Seed(OrgSchema schema, Tables tables, long now) {
        this.schema = schema;
        this.tables = tables;
        this.now = now;
    }

    static long adminId() {
        return RecordId.of("005", 1);
    }

    static long organizationId() {
        return RecordId.of("00D", 1);
    }

    /** Makes the tables, which H2 does outside of transactions. */
    void makeTables() {
        for (String name :
                new String[] {"Organization", "Profile", "User", "RecordType", "Pricebook2", "AssignmentRule"}) {
            tables.table(object(name));
        }
        tables.makeRecycleBin();
    }

    void plant(Writer writer) throws SQLException {
        insert(
                writer,
                "Organization",
                Map.of(
                        "Name", "Local Org",
                        "OrganizationType", "Developer Edition",
                        "InstanceName", "LOCAL",
                        "DefaultLocaleSidKey", "en_US",
                        "LanguageLocaleKey", "en_US",
                        "IsSandbox", true));
        long admin = insert(writer, "Profile", Map.of("Name", "System Administrator", "UserType", "Standard"));
        insert(writer, "Profile", Map.of("Name", "Standard User", "UserType", "Standard"));
        addUser(writer, "admin@local-org.example", "Administrator", admin);
        insert(writer, "Pricebook2", Map.of("Name", "Standard Price Book", "IsActive", true, "IsStandard", true));
        for (ObjectType object : schema.objects()) {
            for (RecordType type : object.recordTypes()) {
                insert(
                        writer,
                        "RecordType",
                        Map.of(
                                "Name", type.name(),
                                "DeveloperName", type.developerName(),
                                "SobjectType", object.name(),
                                "IsActive", true));
            }
            for (AssignmentRule rule : object.rules().assignmentRules()) {
                insert(
                        writer,
                        "AssignmentRule",
                        Map.of("Name", rule.name(), "SobjectType", object.name(), "Active", rule.active()));
            }
        }
    }

    long addUser(Writer writer, String username, String lastName, long profileId) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Username", username);
        values.put("LastName", lastName);
        values.put("Email", username);
        values.put("Alias", lastName.substring(0, Math.min(8, lastName.length())));
        values.put("CommunityNickname", lastName);
        values.put("IsActive", true);
        values.put("ProfileId", profileId);
        values.put("TimeZoneSidKey", "GMT");
        values.put("LocaleSidKey", "en_US");
        values.put("EmailEncodingKey", "UTF-8");
        values.put("LanguageLocaleKey", "en_US");
        return insert(writer, "User", values);
    }

    /** Inserts a record past all rules. */
    long insert(Writer writer, String objectName, Map<String, Object> given) throws SQLException {
        Table table = tables.table(object(objectName));
        long id = RecordId.of(table.object().keyPrefix(), table.takeRows(1));
        Map<String, Object> values = new LinkedHashMap<>(given);
        values.put("Id", id);
        values.put("CreatedDate", now);
        values.put("CreatedById", adminId());
        values.put("LastModifiedDate", now);
        values.put("LastModifiedById", adminId());
        values.put("SystemModstamp", now);
        String columns =
                String.join(", ", values.keySet().stream().map(Tables::quoted).toList());
        PreparedStatement insert = writer.prepare(
                "INSERT INTO " + table.live() + "(" + columns + ") VALUES (" + "?, ".repeat(values.size() - 1) + "?)");
        int parameter = 1;
        for (Object value : values.values()) {
            insert.setObject(parameter++, value);
        }
        insert.executeUpdate();
        return id;
    }

    private ObjectType object(String name) {
        return Objects.requireNonNull(schema.object(name), name);
    }
}
