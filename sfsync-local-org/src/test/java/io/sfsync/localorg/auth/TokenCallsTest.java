/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiUsage;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.OrgServer;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCallsTest {
    private static final String ORG = "00D000000000001EAA";
    private static final String USER = "005000000000001AAA";
    private static final LoginCredentials LOGIN = LoginCredentials.standard();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Router router = new Router();
    private final Sessions sessions = new Sessions(Clock.systemUTC(), Duration.ofHours(2));
    private final OrgServer server = new OrgServer(
            ServerSettings.standard(),
            router,
            new SessionAuthenticator(sessions),
            new ApiUsage(Clock.systemUTC(), 1000),
            List.of());
    private final Directory directory = new Directory(ORG, () -> server.url().toString());

    @BeforeEach
    void start() throws IOException {
        directory.add(OrgUser.of(USER, LOGIN.username(), LOGIN.password(), OrgUser.ADMINISTRATOR));
        directory.add(new OrgUser(
                "005000000000002AAA", "gone@x.org", "pw", "", "Standard User", "A", "B", "gone@x.org", false));
        directory.add(new ConnectedApp(LOGIN.clientId(), LOGIN.clientSecret(), LOGIN.username(), null));
        directory.add(new ConnectedApp("no-run-as", "secret", null, null));
        directory.addRefreshToken(LOGIN.refreshToken(), LOGIN.clientId(), LOGIN.username());
        new TokenCalls(directory, sessions, Clock.systemUTC()).register(router);
        new IdentityCalls(directory).register(router);
        router.add(Route.rest("GET", "/services/data/v{version}/limits", "x"), call -> Answer.json(200, Map.of()));
        router.add(
                Route.of(Family.BULK1, "GET", "/services/async/{version}/job/{id}", "x")
                        .withSession(true),
                call -> Answer.empty(200));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_password_grant_answers_with_every_recorded_key() throws Exception {
        HttpResponse<String> response = token(password(LOGIN.username(), LOGIN.password()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(response.headers().firstValue("Sforce-Limit-Info")).isEmpty();
        JsonNode body = Json.MAPPER.readTree(response.body());
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly("access_token", "instance_url", "id", "token_type", "issued_at", "signature");
        assertThat(body.get("access_token").asText()).startsWith("00D000000000001!AQ");
        assertThat(body.get("instance_url").asText()).isEqualTo(server.url().toString());
        assertThat(body.get("id").asText()).isEqualTo(server.url() + "/id/" + ORG + "/" + USER);
        assertThat(body.get("issued_at").isTextual()).isTrue();
        assertThat(body.get("signature").asText())
                .isEqualTo(TokenCalls.signature(
                        LOGIN.clientSecret(),
                        body.get("id").asText() + body.get("issued_at").asText()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"grant_type":"password","client_id":"ID","client_secret":"SECRET","username":"admin@local-org.example","password":"no"} | invalid_grant | authentication failure
            {"grant_type":"password","client_id":"ID","client_secret":"SECRET","username":"nobody@x.org","password":"no"} | invalid_grant | authentication failure
            {"grant_type":"password","client_id":"ID","client_secret":"SECRET","username":"gone@x.org","password":"pw"} | invalid_grant | inactive user
            {"grant_type":"password","client_id":"ID","client_secret":"no","username":"u","password":"p"} | invalid_client | invalid client credentials
            {"grant_type":"password","client_id":"no","client_secret":"SECRET","username":"u","password":"p"} | invalid_client_id | client identifier invalid
            {"grant_type":"password","client_id":"ID","client_secret":"SECRET","username":"u"} | invalid_request | missing required parameter: password
            {"grant_type":"password","client_id":"ID","username":"u","password":"p"} | invalid_request | missing required parameter: client_secret
            {"grant_type":"refresh_token","client_id":"ID","refresh_token":"dead"} | invalid_grant | expired access/refresh token
            {"grant_type":"client_credentials","client_id":"no-run-as","client_secret":"secret"} | invalid_grant | no client credentials user enabled
            {"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer","assertion":"abc"} | invalid_grant | invalid assertion
            {"grant_type":"magic","client_id":"ID"} | unsupported_grant_type | grant type not supported
            {"client_id":"ID"} | invalid_request | missing required parameter: grant_type
            """)
    void refuses_in_the_recorded_words(String form, String error, String description) throws Exception {
        JsonNode fields = Json.MAPPER.readTree(form.replace("\"ID\"", '"' + LOGIN.clientId() + '"')
                .replace("\"SECRET\"", '"' + LOGIN.clientSecret() + '"'));
        StringBuilder encoded = new StringBuilder();
        fields.properties()
                .forEach(field -> encoded.append(encoded.isEmpty() ? "" : "&")
                        .append(field.getKey())
                        .append('=')
                        .append(URLEncoder.encode(field.getValue().asText(), UTF_8)));
        HttpResponse<String> response = token(encoded.toString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }

    @Test
    void client_credentials_come_in_the_body_or_as_basic_authorization() throws Exception {
        String body = "grant_type=client_credentials&client_id=" + LOGIN.clientId() + "&client_secret="
                + LOGIN.clientSecret();
        assertThat(token(body).statusCode()).isEqualTo(200);
        String basic =
                Base64.getEncoder().encodeToString((LOGIN.clientId() + ":" + LOGIN.clientSecret()).getBytes(UTF_8));
        HttpResponse<String> response = client.send(
                request("/services/oauth2/token")
                        .header("Authorization", "Basic " + basic)
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_gives_a_session_and_no_new_refresh_token() throws Exception {
        HttpResponse<String> response = token(
                "grant_type=refresh_token&client_id=" + LOGIN.clientId() + "&refresh_token=" + LOGIN.refreshToken());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("refresh_token");
    }

    @Test
    void a_jwt_is_verified_against_the_registered_certificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        long soon = Instant.now().getEpochSecond() + 180;
        String good = claims(LOGIN.username(), "https://login.salesforce.com", soon);
        assertThat(jwt(keys, good).body()).contains("invalid assertion");

        directory.register(LOGIN.clientId(), keys.getPublic());

        assertThat(jwt(keys, good).statusCode()).isEqualTo(200);
        assertThat(jwt(keys, claims(LOGIN.username(), server.url().toString(), soon))
                        .statusCode())
                .isEqualTo(200);
        assertThat(jwt(keys, claims(LOGIN.username(), "https://evil.example", soon))
                        .body())
                .contains("audience is invalid");
        assertThat(jwt(keys, claims(LOGIN.username(), "https://login.salesforce.com", soon - 400))
                        .body())
                .contains("expired authorization code");
        assertThat(jwt(keys, claims("nobody", "https://login.salesforce.com", soon))
                        .body())
                .contains("user hasn't approved this consumer");
        assertThat(jwt(generator.generateKeyPair(), good).body()).contains("invalid assertion");
    }

    @Test
    void a_revoked_session_is_dead_in_every_family() throws Exception {
        String sid = session();
        assertThat(get("/services/data/v60.0/limits", "Authorization", "Bearer " + sid)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/services/oauth2/revoke?token=" + URLEncoder.encode(sid, UTF_8), "X-A", "b")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> rest = get("/services/data/v60.0/limits", "Authorization", "Bearer " + sid);
        assertThat(rest.statusCode()).isEqualTo(401);
        assertThat(rest.headers().firstValue("WWW-Authenticate")).contains("Token");
        assertThat(rest.headers().firstValue("Sforce-Limit-Info")).isEmpty();
        assertThat(rest.body())
                .isEqualTo("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");

        HttpResponse<String> bulk = get("/services/async/60.0/job/750", "X-SFDC-Session", sid);
        assertThat(bulk.statusCode()).isEqualTo(400);
        assertThat(bulk.body()).contains("<exceptionCode>InvalidSessionId</exceptionCode>");

        HttpResponse<String> identity = get("/id/" + ORG + "/" + USER, "Authorization", "Bearer " + sid);
        assertThat(identity.statusCode()).isEqualTo(403);
        assertThat(identity.body()).isEqualTo("Bad_OAuth_Token");
    }

    @Test
    void identity_and_userinfo_know_the_caller() throws Exception {
        String sid = session();
        JsonNode identity = Json.MAPPER.readTree(
                get("/id/" + ORG + "/" + USER, "Authorization", "Bearer " + sid).body());
        assertThat(identity.get("user_id").asText()).isEqualTo(USER);
        assertThat(identity.get("urls").get("partner").asText())
                .isEqualTo(server.url() + "/services/Soap/u/{version}/00D000000000001");
        JsonNode userInfo = Json.MAPPER.readTree(get("/services/oauth2/userinfo", "Authorization", "Bearer " + sid)
                .body());
        assertThat(userInfo.get("sub").asText()).isEqualTo(server.url() + "/id/" + ORG + "/" + USER);
        assertThat(get("/id/" + ORG + "/" + USER, "X-A", "b").body()).isEqualTo("Missing_OAuth_Token");
        assertThat(get("/id/00D000000000009EAA/" + USER, "Authorization", "Bearer " + sid)
                        .body())
                .isEqualTo("Wrong_Org");
    }

    private String session() throws Exception {
        return Json.MAPPER
                .readTree(token(password(LOGIN.username(), LOGIN.password())).body())
                .get("access_token")
                .asText();
    }

    private static String password(String username, String password) {
        return "grant_type=password&format=json&client_id=" + LOGIN.clientId() + "&client_secret="
                + LOGIN.clientSecret() + "&username=" + URLEncoder.encode(username, UTF_8) + "&password="
                + URLEncoder.encode(password, UTF_8);
    }

    private static String claims(String subject, String audience, long expires) {
        return "{\"iss\":\"" + LOGIN.clientId() + "\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience + "\",\"exp\":"
                + expires + "}";
    }

    private HttpResponse<String> jwt(KeyPair keys, String claims) throws Exception {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String signed = url.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "."
                + url.encodeToString(claims.getBytes(UTF_8));
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(keys.getPrivate());
        signer.update(signed.getBytes(UTF_8));
        return token("grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", UTF_8)
                + "&assertion=" + signed + "." + url.encodeToString(signer.sign()));
    }

    private HttpResponse<String> token(String form) throws Exception {
        return client.send(
                request("/services/oauth2/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return client.send(request(path).header(header, value).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }
}
