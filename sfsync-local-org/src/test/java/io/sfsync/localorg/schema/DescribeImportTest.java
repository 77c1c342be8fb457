/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema from the describe results of another org. */
class DescribeImportTest {
    private static final List<String> OBJECTS =
            List.of("Account", "Contact", "Opportunity", "Case", "Contract", "Task", "Widget__c");

    @TempDir
    Path folder;

    /** The describe results of an org, as somebody would save them. */
    private ArrayNode describes() throws Exception {
        Path schema = Files.writeString(folder.resolve("org.yaml"), """
                objects:
                  Account:
                    fields:
                      Key__c: {type: string, length: 20, externalId: true, unique: true, caseSensitive: true}
                      Loose__c: {type: string, length: 20, externalId: true}
                  Widget__c:
                    recordTypes: [Small, {name: Big Ones, default: true}]
                    fields:
                      Account__c: {referenceTo: Account, masterDetail: true}
                      Tier__c: {type: picklist, restricted: true, values: [Gold, {value: S, label: Silver, default: true}]}
                      Price__c: {type: currency, precision: 10, scale: 2}
                """);
        ArrayNode all = Json.MAPPER.createArrayNode();
        try (LocalOrg org = LocalOrg.builder().schema(schema).start()) {
            for (String object : OBJECTS) {
                all.add(new OrgClient(org, org.accessToken()).get("/sobjects/" + object + "/describe"));
            }
        }
        return all;
    }

    private LocalOrg start(JsonNode describes) throws Exception {
        Path file = folder.resolve("describe.json");
        Json.MAPPER.writeValue(file.toFile(), describes);
        return LocalOrg.builder().schema(file).start();
    }

    @Test
    void a_shortened_describe_gets_the_fields_that_every_object_has() throws Exception {
        JsonNode shortened = Json.MAPPER.readTree("""
                [{"name": "Gadget__c", "label": "Gadget", "keyPrefix": "a77", "createable": true, "queryable": true,
                  "fields": [{"name": "Size__c", "label": "Size", "type": "string", "length": 20, "createable": true,
                              "nillable": true}]}]""");
        try (LocalOrg org = start(shortened)) {
            OrgClient client = new OrgClient(org, org.accessToken());
            JsonNode created = client.call("POST", "/sobjects/Gadget__c", "{\"Size__c\": \"10\"}");

            assertThat(created.get("success").asBoolean())
                    .as(created.toString())
                    .isTrue();
            assertThat(org.query("SELECT Id, Size__c, CreatedById FROM Gadget__c"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.get("Size__c")).isEqualTo("10"));
        }
    }

    @Test
    void describes_the_same_as_the_org_that_was_described() throws Exception {
        ArrayNode described = describes();
        try (LocalOrg org = start(described)) {
            OrgClient client = new OrgClient(org, org.accessToken());
            for (JsonNode object : described) {
                String name = object.get("name").asText();
                JsonNode again = client.get("/sobjects/" + name + "/describe");

                assertThat(again.get("fields")).as(name).isEqualTo(object.get("fields"));
                assertThat(again.get("childRelationships")).as(name).isEqualTo(object.get("childRelationships"));
                assertThat(again.get("recordTypeInfos").findValuesAsText("developerName"))
                        .isEqualTo(object.get("recordTypeInfos").findValuesAsText("developerName"));
            }
        }
    }

    @Test
    void works_with_what_describe_is_silent_about() throws Exception {
        try (LocalOrg org = start(describes())) {
            OrgClient client = new OrgClient(org, org.accessToken());
            String account = client.call("POST", "/sobjects/Account", "{\"Name\":\"A\",\"Key__c\":\"k\"}")
                    .get("id")
                    .asText();
            client.call(
                    "POST",
                    "/sobjects/Contact",
                    "{\"FirstName\":\"Jo\",\"LastName\":\"Doe\",\"AccountId\":\"" + account + "\"}");
            client.call("POST", "/sobjects/Widget__c", "{\"Name\":\"W\",\"Account__c\":\"" + account + "\"}");

            assertThat(org.query("SELECT (SELECT Name FROM Contacts) FROM Account")
                            .toString())
                    .contains("Name=Jo Doe");
            assertThat(org.query("SELECT Tier__c, RecordType.DeveloperName FROM Widget__c")
                            .toString())
                    .contains("Tier__c=S", "Big_Ones");
            assertThat(client.get("/sobjects/Account/Key__c/K").toString()).contains("NOT_FOUND");

            client.call("DELETE", "/sobjects/Account/" + account, "");
            assertThat(org.query("SELECT Id FROM Widget__c")).isEmpty();
            assertThat(org.query("SELECT Id FROM Contact")).isEmpty();
        }
    }

    @Test
    void takes_look_ups_to_objects_that_nobody_described() throws Exception {
        ArrayNode described = describes();
        for (JsonNode field : described.get(1).get("fields")) {
            if (field.get("name").asText().equals("ReportsToId")) {
                ((ObjectNode) field).put("name", "IndividualId").put("relationshipName", "Individual");
                ((ObjectNode) field).putArray("referenceTo").add("Individual");
            }
        }
        try (LocalOrg org = start(described)) {
            OrgClient client = new OrgClient(org, org.accessToken());

            assertThat(client.get("/sobjects/Contact/describe").toString())
                    .contains("\"referenceTo\":[\"Individual\"]");
            assertThat(client.call(
                                    "POST",
                                    "/sobjects/Contact",
                                    "{\"LastName\":\"D\",\"IndividualId\":\"0PK000000000001AAA\"}")
                            .toString())
                    .contains("MALFORMED_ID");
            assertThat(client.get("/query?q=SELECT+Individual.Name+FROM+Contact")
                            .toString())
                    .contains("INVALID_FIELD");
        }
    }

    @Test
    void refuses_a_file_that_is_no_describe_result() throws Exception {
        assertThatThrownBy(() -> start(Json.MAPPER.createObjectNode().put("sobjects", 1)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("describe.json")
                .hasMessageContaining("GET /sobjects/<object>/describe");
    }
}
