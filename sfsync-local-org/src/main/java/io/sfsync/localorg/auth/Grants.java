/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides, for each grant type, which user and application a token request stands for. */
final class Grants {
    private static final long MAX_ASSERTION_SECONDS = 300;
    private static final long LEEWAY_SECONDS = 60;

    private final Directory directory;
    private final Clock clock;

    Grants(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Who logs in with which application. */
    record Granted(OrgUser user, ConnectedApp app) {}

    Granted grant(Call call, Map<String, String> form) {
        String type = required(form, "grant_type");
        return switch (type) {
            case "password" -> password(call, form);
            case "client_credentials" -> clientCredentials(call, form);
            case "refresh_token" -> refresh(call, form);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> jwt(form);
            case "authorization_code" -> throw unknownCode(call, form);
            default -> throw OAuthErrors.unsupportedGrant();
        };
    }

    private Granted password(Call call, Map<String, String> form) {
        ConnectedApp app = authenticated(call, form, true);
        String username = required(form, "username");
        String password = required(form, "password");
        OrgUser user = directory
                .user(username)
                .filter(candidate -> candidate.accepts(password))
                .orElseThrow(() -> OAuthErrors.invalidGrant("authentication failure"));
        return new Granted(active(user), app);
    }

    /** Nobody can get a code, since there is no page to log in on (Salesforce Help, OAuth Error Codes). */
    private ApiException unknownCode(Call call, Map<String, String> form) {
        authenticated(call, form, false);
        required(form, "code");
        return OAuthErrors.invalidGrant("invalid authorization code");
    }

    private Granted clientCredentials(Call call, Map<String, String> form) {
        ConnectedApp app = authenticated(call, form, true);
        String runAs = app.runAs();
        if (runAs == null) {
            throw OAuthErrors.invalidGrant("no client credentials user enabled");
        }
        OrgUser user =
                directory.user(runAs).orElseThrow(() -> OAuthErrors.invalidGrant("no client credentials user enabled"));
        return new Granted(active(user), app);
    }

    private Granted refresh(Call call, Map<String, String> form) {
        ConnectedApp app = authenticated(call, form, false);
        Directory.RefreshToken token = directory
                .refreshToken(required(form, "refresh_token"))
                .filter(found -> found.clientId().equals(app.clientId()))
                .orElseThrow(() -> OAuthErrors.invalidGrant("expired access/refresh token"));
        OrgUser user = directory
                .user(token.username())
                .orElseThrow(() -> OAuthErrors.invalidGrant("expired access/refresh token"));
        return new Granted(active(user), app);
    }

    private Granted jwt(Map<String, String> form) {
        JwtAssertion assertion = JwtAssertion.parse(required(form, "assertion"));
        ConnectedApp app = directory.app(assertion.issuer()).orElseThrow(OAuthErrors::unknownClient);
        if (app.certificate() == null || !assertion.isSignedWith(app.certificate())) {
            throw OAuthErrors.invalidGrant("invalid assertion");
        }
        if (!acceptsAudience(assertion.audience())) {
            throw OAuthErrors.invalidGrant("audience is invalid");
        }
        long now = clock.instant().getEpochSecond();
        if (assertion.expires() <= now) {
            throw OAuthErrors.invalidGrant("expired authorization code");
        }
        if (assertion.expires() > now + MAX_ASSERTION_SECONDS + LEEWAY_SECONDS) {
            throw OAuthErrors.invalidGrant("invalid assertion");
        }
        OrgUser user = directory
                .user(assertion.subject())
                .orElseThrow(() -> OAuthErrors.invalidGrant("user hasn't approved this consumer"));
        return new Granted(active(user), app);
    }

    private boolean acceptsAudience(String audience) {
        String host = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        String instance = directory.instanceUrl();
        return host.equals("https://login.salesforce.com")
                || host.equals("https://test.salesforce.com")
                || host.equals(instance)
                || host.equals(instance.replace("127.0.0.1", "localhost"));
    }

    private static OrgUser active(OrgUser user) {
        if (!user.active()) {
            throw OAuthErrors.invalidGrant("inactive user");
        }
        return user;
    }

    private ConnectedApp authenticated(Call call, Map<String, String> form, boolean secretRequired) {
        String @Nullable [] basic = basic(call);
        String clientId = basic == null ? required(form, "client_id") : basic[0];
        ConnectedApp app = directory.app(clientId).orElseThrow(OAuthErrors::unknownClient);
        String secret = basic == null ? form.get("client_secret") : basic[1];
        if (secret == null) {
            if (secretRequired) {
                throw OAuthErrors.missing("client_secret");
            }
            return app;
        }
        if (!secret.equals(app.clientSecret())) {
            throw OAuthErrors.wrongSecret();
        }
        return app;
    }

    private static String @Nullable [] basic(Call call) {
        String header = call.header("Authorization").orElse("");
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? parts : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String required(Map<String, String> form, String name) {
        String value = form.get(name);
        if (value == null || value.isEmpty()) {
            throw OAuthErrors.missing(name);
        }
        return value;
    }
}
