/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.LocalOrg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may not see is absent for that user, by whichever API; others see it. */
class FieldSecurityTest {
    @TempDir
    private static Path folder;

    private static LocalOrg org;
    private static OrgClient admin;
    private static OrgClient low;

    @BeforeAll
    static void start() throws Exception {
        Path schema = Files.writeString(folder.resolve("org.yaml"), """
                objects:
                  Account:
                    fields:
                      Secret__c: {type: string, length: 20}
                      Fixed__c: {type: string, length: 20}
                fieldSecurity:
                  - {user: low@example.com, hidden: [Account.Secret__c], readOnly: Account.Fixed__c}
                """);
        org = LocalOrg.builder().schema(schema).start();
        org.addUser("low@example.com", "password", "Standard User");
        admin = new OrgClient(org, org.accessToken());
        low = new OrgClient(org, org.accessToken("low@example.com"));
        admin.call("POST", "/sobjects/Account", "{\"Name\":\"A\",\"Secret__c\":\"s\"}");
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void gives_a_user_that_was_added_a_record_that_outlives_a_reset() {
        try (LocalOrg other = LocalOrg.builder().build()) {
            String id = other.addUser("low@example.com", "password", "Standard User")
                    .id();
            other.reset();

            assertThat(other.query("SELECT Id, Profile.Name FROM User WHERE Username = 'low@example.com'")
                            .toString())
                    .contains(id, "Standard User");
        }
    }

    @Test
    void hides_a_field_from_describe() throws Exception {
        assertThat(admin.get("/sobjects/Account/describe").toString()).contains("Secret__c");
        assertThat(low.get("/sobjects/Account/describe").toString()).doesNotContain("Secret__c");
    }

    @Test
    void hides_a_field_from_soql_and_from_a_retrieved_record() throws Exception {
        String query = "/query?q=SELECT+Id,Secret__c+FROM+Account";
        JsonNode records = admin.get(query).get("records");

        assertThat(records.toString()).contains("\"Secret__c\":\"s\"");
        assertThat(low.get(query).toString()).contains("INVALID_FIELD", "No such column 'Secret__c'");
        String path = "/sobjects/Account/" + records.get(0).get("Id").asText();
        assertThat(admin.get(path).toString()).contains("Secret__c");
        assertThat(low.get(path).toString()).contains("\"Name\":\"A\"").doesNotContain("Secret__c");
    }

    @Test
    void refuses_to_write_a_hidden_or_a_read_only_field() throws Exception {
        assertThat(low.call("POST", "/sobjects/Account", "{\"Name\":\"B\",\"Secret__c\":\"x\"}")
                        .toString())
                .contains("INVALID_FIELD", "Secret__c");
        assertThat(low.call("POST", "/sobjects/Account", "{\"Name\":\"B\",\"Fixed__c\":\"x\"}")
                        .toString())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE", "Fixed__c");
    }

    @Test
    void fails_a_bulk_job_with_a_hidden_column() throws Exception {
        JsonNode job = ingest(low, "Name,Secret__c\nC,x\n");

        assertThat(job.get("state").asText()).isEqualTo("Failed");
        assertThat(job.get("errorMessage").asText()).isEqualTo("InvalidBatch : Field name not found : Secret__c");
        assertThat(ingest(admin, "Name,Secret__c\nC,x\n").get("state").asText()).isEqualTo("JobComplete");
    }

    private static JsonNode ingest(OrgClient client, String csv) throws Exception {
        String job = "/jobs/ingest/"
                + client.call("POST", "/jobs/ingest", "{\"object\":\"Account\",\"operation\":\"insert\"}")
                        .get("id")
                        .asText();
        client.call("PUT", job + "/batches", csv);
        client.call("PATCH", job, "{\"state\":\"UploadComplete\"}");
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> client.get(job), info -> info.get("state").asText().matches("JobComplete|Failed"));
    }
}
