/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import io.sfsync.localorg.auth.Directory;
import io.sfsync.localorg.auth.LoginCredentials;
import io.sfsync.localorg.auth.OrgUser;
import io.sfsync.localorg.auth.Sessions;
import io.sfsync.localorg.fault.FaultPlan;
import io.sfsync.localorg.http.ApiUsage;
import io.sfsync.localorg.http.ApiVersion;
import io.sfsync.localorg.http.RequestLog;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.switches.Switches;
import io.sfsync.localorg.tls.LocalAuthority;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final OrgParts parts;
    private final List<OrgUser> added = new CopyOnWriteArrayList<>();

    LocalOrg(LocalOrgBuilder settings) {
        credentials = settings.credentials();
        parts = new OrgParts(settings);
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
            parts.server.start();
            return this;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** The base address, such as {@code http://127.0.0.1:40123}: login URL and instance URL in one. */
    public URI url() {
        return parts.server.url();
    }

    /** What a client logs in with. */
    public LoginCredentials credentials() {
        return credentials;
    }

    /** A fresh session of the administrator, without a call over HTTP. */
    public String accessToken() {
        return accessToken(credentials.username());
    }

    /**
     * A fresh session of a user, without a call over HTTP.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    public String accessToken(String username) {
        OrgUser user = directory()
                .user(username)
                .orElseThrow(
                        () -> new IllegalArgumentException("the org has no user '" + username + "'; add it first"));
        return sessions()
                .open(user, directory().organizationId(), credentials.clientId())
                .id();
    }

    /**
     * Adds an active user who may log in and owns a {@code User} record. It outlives {@link #reset}, under the same id.
     *
     * @param username the login name
     * @param password the password, without a security token
     * @param profile the name of a profile of the org: {@code System Administrator} or {@code Standard User}
     * @throws IllegalArgumentException if there is no such profile
     */
    public OrgUser addUser(String username, String password, String profile) {
        OrgUser sketch = OrgUser.of("", username, password, profile);
        long id = store().addUser(username, sketch.lastName(), profile);
        OrgUser user = OrgUser.of(RecordId.format(id), username, password, profile);
        directory().add(user);
        added.add(user);
        return user;
    }

    /**
     * Reads records past HTTP; each is a map in the order of the SELECT list, as in the REST API's answers.
     *
     * @throws RuntimeException if the query is refused
     */
    public List<Map<String, @Nullable Object>> query(String soql) {
        String version = ApiVersion.NEWEST + ".0";
        return parts.soql.all(soql, QueryContext.of(parts.store.schema(), version));
    }

    /** What was received. */
    public RequestLog requests() {
        return parts.server.requests();
    }

    /** The faults, to arm some. */
    public FaultPlan faults() {
        return parts.faults;
    }

    /** The switches of behaviours that are only inferred of a real org, to set some. */
    public Switches switches() {
        return parts.switches;
    }

    /** What was done: logins, rows by operation, jobs at the same time. */
    public Map<String, Object> activity() {
        return parts.activity();
    }

    /** The certificate of the authority that vouches for the org, in PEM; empty unless it speaks TLS. */
    public Optional<String> certificateAuthority() {
        return Optional.ofNullable(parts.authority).map(LocalAuthority::pem);
    }

    /** The live sessions, to end them. */
    public Sessions sessions() {
        return parts.sessions;
    }

    /** The users and applications, to add some. */
    public Directory directory() {
        return parts.directory;
    }

    /** The API calls of the last 24 hours, and how many are allowed. */
    public ApiUsage usage() {
        return parts.usage;
    }

    /** The records, past HTTP. */
    public OrgStore store() {
        return parts.store;
    }

    /** Every call that the org answers, sorted by path. */
    public List<Route> routes() {
        return parts.router.routes();
    }

    /**
     * Makes the org as clean as it was at its start, in milliseconds: records, jobs, faults, log and quota; users and sessions live on. No call may be
     * under way.
     */
    public void reset() {
        parts.reset();
        added.forEach(user -> store().addUser(user.username(), user.lastName(), user.profile()));
    }

    /** Stops at once; open connections are cut, temporary data goes. */
    @Override
    public void close() {
        parts.close();
    }
}
