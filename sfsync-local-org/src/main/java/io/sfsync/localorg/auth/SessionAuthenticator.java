/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Authenticator;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Session;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes the session from {@code Authorization: Bearer} (also {@code OAuth}) or, for Bulk 1.0, {@code X-SFDC-Session}, and reports a dead
 * one as each family does: REST and Bulk 2.0 with 401 and {@code WWW-Authenticate: Token} (recorded by forcedotcom/sf-fx-runtime-nodejs),
 * Bulk 1.0 with 400 InvalidSessionId (asserted by jsforce's tests), identity with 403 and plain text (handled by jsforce and nforce).
 */
public final class SessionAuthenticator implements Authenticator {
    private final Sessions sessions;

    /** Looks sessions up in {@code sessions}. */
    public SessionAuthenticator(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Session authenticate(Call call, Family family) {
        Optional<String> token = token(call, family);
        if (token.isEmpty()) {
            throw missing(family);
        }
        return token.flatMap(sessions::find).orElseThrow(() -> dead(family));
    }

    private static Optional<String> token(Call call, Family family) {
        if (family == Family.BULK1 && call.header("X-SFDC-Session").isPresent()) {
            return call.header("X-SFDC-Session").map(String::strip);
        }
        Optional<String> bearer = call.header("Authorization").flatMap(SessionAuthenticator::bearer);
        if (bearer.isPresent() || family != Family.IDENTITY) {
            return bearer;
        }
        return call.query("oauth_token").or(() -> call.query("access_token"));
    }

    private static Optional<String> bearer(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        for (String scheme : new String[] {"bearer ", "oauth "}) {
            if (lower.startsWith(scheme)) {
                return Optional.of(header.substring(scheme.length()).strip());
            }
        }
        return Optional.empty();
    }

    private static ApiException missing(Family family) {
        return switch (family) {
            case IDENTITY -> new ApiException(403, "Missing_OAuth_Token", "Missing_OAuth_Token");
            case BULK1 -> dead(family);
            default ->
                new ApiException(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE").header("WWW-Authenticate", "Token");
        };
    }

    /** The error of a session that has expired or never was. */
    public static ApiException dead(Family family) {
        return switch (family) {
            case IDENTITY -> new ApiException(403, "Bad_OAuth_Token", "Bad_OAuth_Token");
            case BULK1 -> new ApiException(400, "InvalidSessionId", "Invalid session id");
            case SOAP ->
                new ApiException(
                        500, "INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
            default ->
                new ApiException(401, "INVALID_SESSION_ID", "Session expired or invalid")
                        .header("WWW-Authenticate", "Token");
        };
    }
}
