/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The OAuth token and revoke end points. */
public final class TokenCalls implements CallGroup {
    private static final int MAX_BYTES = 64 * 1024;

    private final Directory directory;
    private final Sessions sessions;
    private final Clock clock;
    private final Grants grants;

    /** Lets the users of {@code directory} log in. */
    public TokenCalls(Directory directory, Sessions sessions, Clock clock) {
        this.directory = directory;
        this.sessions = sessions;
        this.clock = clock;
        this.grants = new Grants(directory, clock);
    }

    @Override
    public void register(Router router) {
        router.add(
                oauth(
                                "POST",
                                "/services/oauth2/token",
                                "Logs in: password, client credentials, refresh token, JWT bearer")
                        .source("tablexi/restforce-db and openstax/accounts cassettes", Confidence.RECORDED)
                        .verifiedBy("camel-salesforce, jsforce"),
                this::token);
        router.add(
                oauth("POST", "/services/oauth2/revoke", "Ends a session or takes back a refresh token")
                        .source("Salesforce Help, Revoke OAuth Tokens", Confidence.DOCUMENTED),
                this::revoke);
        router.add(
                oauth("GET", "/services/oauth2/revoke", "Ends a session or takes back a refresh token")
                        .source("camel-salesforce, SalesforceSession", Confidence.CLIENT_CODE)
                        .verifiedBy("camel-salesforce"),
                this::revoke);
    }

    private static Route oauth(String method, String path, String description) {
        return Route.of(Family.OAUTH, method, path, description).maxBody(MAX_BYTES);
    }

    private Answer token(Call call) throws IOException {
        Map<String, String> form = parameters(call);
        Grants.Granted granted = grants.grant(call, form);
        Session session = sessions.open(
                granted.user(), directory.organizationId(), granted.app().clientId());
        String issuedAt = Long.toString(clock.millis());
        String identity = directory.identityUrl(session);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("access_token", session.id());
        body.put("instance_url", directory.instanceUrl());
        body.put("id", identity);
        body.put("token_type", "Bearer");
        body.put("issued_at", issuedAt);
        body.put("signature", signature(granted.app().clientSecret(), identity + issuedAt));
        if (form.getOrDefault("grant_type", "").contains("jwt-bearer")) {
            body.put("scope", "api id");
        }
        return Answer.json(200, body);
    }

    private Answer revoke(Call call) throws IOException {
        String token = parameters(call).get("token");
        if (token == null || token.isEmpty()) {
            throw OAuthErrors.missing("token");
        }
        boolean session = sessions.end(token);
        boolean refresh = directory.removeRefreshToken(token);
        if (!session && !refresh) {
            throw OAuthErrors.badToken();
        }
        return Answer.empty(200);
    }

    private static Map<String, String> parameters(Call call) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(call.form());
        call.query().forEach(all::putIfAbsent);
        return all;
    }

    /** Base64 of the HMAC-SHA256 over identity URL and time of issue (Salesforce Help, OAuth 2.0 response parameters). */
    static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
