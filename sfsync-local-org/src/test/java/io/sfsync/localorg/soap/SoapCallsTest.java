/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.junit.LocalOrgExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SoapCallsTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void logs_in_and_tells_where_to_go_on() throws Exception {
        HttpResponse<String> response = login("local-org-password");
        assertThat(response.statusCode()).isEqualTo(200);
        String org = ORG.org().directory().organizationId();
        assertThat(response.body())
                .contains("xmlns=\"urn:partner.soap.sforce.com\"")
                .contains("<serverUrl>" + ORG.url() + "/services/Soap/u/60.0/" + org.substring(0, 15) + "</serverUrl>")
                .contains("<sessionSecondsValid>7200</sessionSecondsValid>")
                .contains("<roleId xsi:nil=\"true\"/>")
                .contains("<organizationId>" + org + "</organizationId>");
    }

    @Test
    void a_wrong_password_is_the_recorded_fault() throws Exception {
        HttpResponse<String> response = login("wrong");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .contains("<faultcode>sf:INVALID_LOGIN</faultcode>")
                .contains("<faultstring>INVALID_LOGIN: Invalid username, password, security token; or user locked out."
                        + "</faultstring>")
                .contains(
                        "<sf:LoginFault xsi:type=\"sf:LoginFault\"><sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode>")
                .contains("urn:fault.partner.soap.sforce.com");
    }

    @Test
    void a_dead_session_is_the_recorded_fault() throws Exception {
        HttpResponse<String> response = post(
                "u/60.0", header("dead") + "<s:Body><getUserInfo xmlns=\"urn:partner.soap.sforce.com\"/></s:Body>");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .contains("<faultcode>sf:INVALID_SESSION_ID</faultcode>")
                .contains("INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session")
                .contains("sf:UnexpectedErrorFault");
    }

    @Test
    void a_dead_session_comes_before_an_operation_that_is_not_there() throws Exception {
        assertThat(post("u/60.0", header("dead") + "<s:Body><query/></s:Body>").body())
                .contains("sf:INVALID_SESSION_ID");
        String session = ORG.org().accessToken();
        assertThat(post("u/60.0", header(session) + "<s:Body><query/></s:Body>").body())
                .contains("UNSUPPORTED_CLIENT: No operation available for request query");
    }

    @Test
    void knows_the_user_and_the_time_until_the_logout() throws Exception {
        String session = ORG.org().accessToken();
        assertThat(post("u/60.0", header(session) + "<s:Body><getUserInfo/></s:Body>")
                        .body())
                .contains("<userName>" + ORG.org().credentials().username() + "</userName>");
        assertThat(post("c/60.0", header(session) + "<s:Body><getServerTimestamp/></s:Body>")
                        .body())
                .contains("urn:enterprise.soap.sforce.com")
                .containsPattern("<timestamp>20\\d\\d-[-0-9T:.]+Z</timestamp>");
        assertThat(post("u/60.0", header(session) + "<s:Body><logout/></s:Body>")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("u/60.0", header(session) + "<s:Body><getUserInfo/></s:Body>")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void a_version_with_a_v_is_unsupported() throws Exception {
        assertThat(post("u/v60.0", "<s:Body><login/></s:Body>").body())
                .contains("UNSUPPORTED_API_VERSION: Invalid Api version specified on URL");
    }

    @Test
    void external_entities_are_refused() throws Exception {
        HttpResponse<String> response = send(
                "u/60.0",
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><s:Envelope"
                        + " xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><login><username>&x;</username></login>"
                        + "</s:Body></s:Envelope>");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("a document type is not allowed").doesNotContain("root:");
    }

    @Test
    void broken_xml_is_a_fault() throws Exception {
        assertThat(send("u/60.0", "<s:Envelope").body()).contains("Unable to parse the request");
    }

    private HttpResponse<String> login(String password) throws Exception {
        return post(
                "u/60.0",
                "<s:Body><n1:login xmlns:n1=\"urn:partner.soap.sforce.com\"><n1:username>"
                        + ORG.org().credentials().username() + "</n1:username><n1:password>" + password
                        + "</n1:password></n1:login></s:Body>");
    }

    private static String header(String session) {
        return "<s:Header><SessionHeader xmlns=\"urn:partner.soap.sforce.com\"><sessionId>" + session
                + "</sessionId></SessionHeader></s:Header>";
    }

    private HttpResponse<String> post(String path, String content) throws Exception {
        return send(
                path,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope"
                        + " xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">" + content + "</s:Envelope>");
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(ORG.url() + "/services/Soap/" + path))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "login")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
