/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.Session;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The users and applications of the org, and the refresh tokens given out. Thread-safe. */
public final class Directory {
    private final String organizationId;
    private final Supplier<String> instanceUrl;
    private final Map<String, OrgUser> users = new ConcurrentHashMap<>();
    private final Map<String, ConnectedApp> apps = new ConcurrentHashMap<>();
    private final Set<String> withoutHardDelete = ConcurrentHashMap.newKeySet();
    private final Map<String, RefreshToken> refreshTokens = new ConcurrentHashMap<>();

    record RefreshToken(String clientId, String username) {}

    /**
     * An empty directory.
     *
     * @param organizationId the org's 18-character id
     * @param instanceUrl gives the base address of the org, without a trailing slash
     */
    public Directory(String organizationId, Supplier<String> instanceUrl) {
        this.organizationId = organizationId;
        this.instanceUrl = instanceUrl;
    }

    /** Adds a user, or replaces the one with that login name. */
    public void add(OrgUser user) {
        users.put(user.username().toLowerCase(Locale.ROOT), user);
    }

    /** Adds an application, or replaces the one with that consumer key. */
    public void add(ConnectedApp app) {
        apps.put(app.clientId(), app);
    }

    /** Adds a refresh token that stands for the user in that application. */
    public void addRefreshToken(String token, String clientId, String username) {
        refreshTokens.put(token, new RefreshToken(clientId, username));
    }

    /**
     * Registers a certificate's key with an application.
     *
     * @throws IllegalArgumentException if there is no such application
     */
    public void register(String clientId, PublicKey key) {
        ConnectedApp app = apps.get(clientId);
        if (app == null) {
            throw new IllegalArgumentException("no connected app has the consumer key '" + clientId + "'");
        }
        add(app.withCertificate(key));
    }

    /** Takes the permission "Bulk API Hard Delete" from a user, which every user has at first. */
    public void denyBulkHardDelete(String username) {
        withoutHardDelete.add(username.toLowerCase(Locale.ROOT));
    }

    /** Whether the user has the permission "Bulk API Hard Delete". */
    public boolean mayHardDelete(Session session) {
        return !withoutHardDelete.contains(session.username().toLowerCase(Locale.ROOT));
    }

    /** The org's 18-character id. */
    public String organizationId() {
        return organizationId;
    }

    /** The base address of the org, without a trailing slash. */
    public String instanceUrl() {
        return instanceUrl.get();
    }

    /** The user with that login name, in any case. */
    public Optional<OrgUser> user(String username) {
        return Optional.ofNullable(users.get(username.toLowerCase(Locale.ROOT)));
    }

    /** The user with that 18-character id. */
    public Optional<OrgUser> userById(String id) {
        return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
    }

    Optional<ConnectedApp> app(String clientId) {
        return Optional.ofNullable(apps.get(clientId));
    }

    Optional<RefreshToken> refreshToken(String token) {
        return Optional.ofNullable(refreshTokens.get(token));
    }

    boolean removeRefreshToken(String token) {
        return refreshTokens.remove(token) != null;
    }

    /** The identity URL, which is also the {@code id} of a token answer. */
    String identityUrl(Session session) {
        return instanceUrl() + "/id/" + organizationId + "/" + session.userId();
    }
}
