/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.query;

import static io.sfsync.localorg.junit.OrgClient.json;
import static io.sfsync.localorg.junit.OrgClient.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.localorg.junit.OrgClient;
import io.sfsync.localorg.junit.Rows;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryCallsTest {

    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private OrgClient client;

    @BeforeEach
    void logIn() {
        client = new OrgClient(ORG.org());
    }

    @Test
    void answers_in_the_recorded_form() throws Exception {
        String id = Rows.insert(ORG.org(), "Account", Map.of("Name", "Acme"));

        HttpResponse<String> answer = client.query("select id, name from account");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).isPresent();
        assertThat(answer.body())
                .isEqualTo("{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Account\",\"url\":"
                        + "\"/services/data/v62.0/sobjects/Account/" + id + "\"},\"Id\":\"" + id
                        + "\",\"Name\":\"Acme\"}]}");
    }

    @Test
    void refuses_without_a_fields_key() throws Exception {
        HttpResponse<String> answer = client.query("SELEKT Id FROM Account");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"unexpected token: SELEKT\",\"errorCode\":\"MALFORMED_QUERY\"}]");
    }

    @Test
    void wants_a_query() throws Exception {
        assertThat(client.query("").body())
                .isEqualTo("[{\"message\":\"A query string has to be specified\",\"errorCode\":\"MALFORMED_QUERY\"}]");
    }

    @Test
    void gives_pages_of_2000_records_unless_asked_for_smaller_ones() throws Exception {
        Rows.insert(ORG.org(), "Lead", 2001, i -> Map.of("LastName", "L" + i, "Company", "C"));

        HttpResponse<String> first = client.query("SELECT Id FROM Lead");
        assertThat(keys(first)).containsExactly("totalSize", "done", "nextRecordsUrl", "records");
        assertThat(json(first).path("totalSize").asInt()).isEqualTo(2001);
        assertThat(json(first).path("done").asBoolean()).isFalse();
        assertThat(json(first).path("records")).hasSize(2000);
        String next = json(first).path("nextRecordsUrl").asText();
        assertThat(next).matches("/services/data/v62.0/query/01g\\w{15}-2000");

        HttpResponse<String> last = client.send("GET", next, "");
        assertThat(keys(last)).containsExactly("totalSize", "done", "records");
        assertThat(json(last).path("records")).hasSize(1);

        HttpResponse<String> small = client.query("SELECT Id FROM Lead", "Sforce-Query-Options", "batchSize=500");
        assertThat(json(small).path("records")).hasSize(500);
        assertThat(json(small).path("nextRecordsUrl").asText()).endsWith("-500");
    }

    @Test
    void refuses_a_page_that_is_not_there() throws Exception {
        HttpResponse<String> answer = client.send("GET", "/services/data/v62.0/query/01gLo0000000099AAA-2000", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"invalid query locator\",\"errorCode\":\"INVALID_QUERY_LOCATOR\"}]");
    }

    @Test
    void finds_nothing_by_an_empty_id() throws Exception {
        assertThat(client.query("SELECT Id FROM Account where Id=''").body())
                .isEqualTo("{\"totalSize\":0,\"done\":true,\"records\":[]}");
    }

    @Test
    void writes_xml_for_those_who_want_it() throws Exception {
        Rows.insert(ORG.org(), "Account", Map.of("Name", "Acme"));

        String body = client.query("SELECT Name FROM Account", "Accept", "application/xml")
                .body();

        assertThat(body).contains("<QueryResult>", "<totalSize>1</totalSize>", "<Name>Acme</Name>");
    }
}
