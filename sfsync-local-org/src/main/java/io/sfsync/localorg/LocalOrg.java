/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import io.sfsync.localorg.auth.ConnectedApp;
import io.sfsync.localorg.auth.Directory;
import io.sfsync.localorg.auth.IdentityCalls;
import io.sfsync.localorg.auth.LoginCredentials;
import io.sfsync.localorg.auth.OrgUser;
import io.sfsync.localorg.auth.SessionAuthenticator;
import io.sfsync.localorg.auth.Sessions;
import io.sfsync.localorg.auth.TokenCalls;
import io.sfsync.localorg.http.ApiUsage;
import io.sfsync.localorg.http.ApiVersion;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.OrgServer;
import io.sfsync.localorg.http.RequestLog;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.ServerSettings;
import io.sfsync.localorg.query.QueryCalls;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Salesforce org on this machine: an HTTP server on loopback that speaks the real protocols, with a database underneath. Thread-safe.
 *
 * <pre>{@code
 * try (LocalOrg org = LocalOrg.builder().start()) {
 *     URI url = org.url(); // the login URL and the instance URL
 * }
 * }</pre>
 */
public final class LocalOrg implements AutoCloseable {
    private final LoginCredentials credentials;
    private final OrgStore store;
    private final Directory directory;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final Router router = new Router();
    private final SoqlEngine soql;
    private final OrgServer server;

    LocalOrg(LocalOrgBuilder settings) {
        credentials = settings.credentials();
        store = OrgStore.open(settings.loadSchema(), settings.data());
        soql = new SoqlEngine(store, settings.clock());
        sessions = new Sessions(settings.clock(), settings.sessionTimeout());
        usage = new ApiUsage(settings.clock(), settings.dailyApiCalls());
        directory = new Directory(RecordId.format(store.organizationId()), this::base);
        fillDirectory(settings);
        for (CallGroup group : groups(settings)) {
            group.register(router);
        }
        server = new OrgServer(
                new ServerSettings(settings.port(), null, settings.idleTimeout(), settings.clock(), settings.sleeper()),
                router,
                new SessionAuthenticator(sessions),
                usage,
                List.of());
    }

    /** What the org answers; each package brings its own calls. */
    private List<CallGroup> groups(LocalOrgBuilder settings) {
        return List.of(
                new TokenCalls(directory, sessions, settings.clock()),
                new IdentityCalls(directory),
                new QueryCalls(soql, store.schema()));
    }

    private void fillDirectory(LocalOrgBuilder settings) {
        directory.add(OrgUser.of(
                RecordId.format(store.adminId()),
                credentials.username(),
                credentials.password(),
                OrgUser.ADMINISTRATOR));
        directory.add(new ConnectedApp(
                credentials.clientId(), credentials.clientSecret(), credentials.username(), settings.certificate()));
        directory.addRefreshToken(credentials.refreshToken(), credentials.clientId(), credentials.username());
    }

    /** Settings to start with. */
    public static LocalOrgBuilder builder() {
        return new LocalOrgBuilder();
    }

    /**
     * Starts an org for a development profile and publishes its address and login as system properties {@code sfsync.org.url},
     * {@code .clientId}, {@code .clientSecret}, {@code .username}, {@code .password} and {@code .refreshToken}. The schema file is taken from
     * the system property {@code sfsync.org.schema}, if it is set. Meant as the factory method of a bean of Camel's {@code application.properties}.
     */
    public static LocalOrg startForDevelopment() {
        return Development.start();
    }

    /**
     * Starts to listen; may be called once.
     *
     * @throws IOException if the port is taken
     */
    public LocalOrg start() throws IOException {
        try {
            server.start();
            return this;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The base address, such as {@code http://127.0.0.1:40123}: login URL and instance URL in one. */
    public URI url() {
        return server.url();
    }

    /** What a client logs in with. */
    public LoginCredentials credentials() {
        return credentials;
    }

    /** A fresh session of the administrator, without a call over HTTP. */
    public String accessToken() {
        OrgUser admin = directory
                .user(credentials.username())
                .orElseThrow(() -> new IllegalStateException("the org has no administrator"));
        return sessions.open(admin, directory.organizationId(), credentials.clientId())
                .id();
    }

    /** What was received. */
    public RequestLog requests() {
        return server.requests();
    }

    /** The live sessions, to end them. */
    public Sessions sessions() {
        return sessions;
    }

    /** The users and applications, to add some. */
    public Directory directory() {
        return directory;
    }

    /** The API calls of the last 24 hours, and how many are allowed. */
    public ApiUsage usage() {
        return usage;
    }

    /** The records, past HTTP. */
    public OrgStore store() {
        return store;
    }

    /**
     * All records that a query finds, past HTTP; keys in the order of the SELECT list, {@code attributes} first.
     *
     * @param query SOQL
     * @throws io.sfsync.localorg.soql.syntax.SoqlException if the org refuses it
     */
    public List<Map<String, @Nullable Object>> query(String query) {
        return soql.all(query, QueryContext.of(store.schema(), ApiVersion.NEWEST + ".0"));
    }

    /** Every call that the org answers, sorted by path. */
    public List<Route> routes() {
        return router.routes();
    }

    /** Makes the org as clean as it was at its start, in milliseconds: records, log and quota; sessions live on. No call may be under way. */
    public void reset() {
        store.reset();
        server.requests().reset();
        usage.reset();
    }

    @Override
    public void close() {
        server.close();
        soql.close();
        store.close();
    }

    private String base() {
        return url().toString();
    }

    static RuntimeException unchecked(IOException e) {
        return new UncheckedIOException(e.getMessage(), e);
    }
}
