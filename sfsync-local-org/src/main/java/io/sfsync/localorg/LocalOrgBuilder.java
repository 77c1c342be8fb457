/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import io.sfsync.localorg.auth.LoginCredentials;
import io.sfsync.localorg.auth.Sessions;
import io.sfsync.localorg.bulk.BulkQuota;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.http.Sleeper;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.SchemaReader;
import io.sfsync.localorg.store.StoreOptions;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import io.sfsync.localorg.timing.Models;
import io.sfsync.localorg.timing.TimingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what the local org is like before it starts. Not thread-safe. */
public final class LocalOrgBuilder {
    /** The default quota: 100,000 calls in 24 hours, as an Enterprise Edition org has before licences are added. */
    public static final int DEFAULT_DAILY_API_CALLS = 100_000;

    private int port;
    private @Nullable Path schemaFile;
    private StoreOptions data = StoreOptions.temporaryFile();
    private LoginCredentials credentials = LoginCredentials.standard();
    private @Nullable PublicKey certificate;
    private Duration sessionTimeout = Sessions.DEFAULT_TIMEOUT;
    private Duration idleTimeout = Duration.ofSeconds(30);
    private int dailyApiCalls = DEFAULT_DAILY_API_CALLS;
    private int dailyBulkBatches = BulkQuota.DEFAULT_BATCHES;
    private int dailyQueryJobs = BulkQuota.DEFAULT_QUERY_JOBS;
    private TimingModel model = Models.named(Models.NONE);
    private List<Fault> faults = List.of();
    private final Map<Switch, String> switches = new EnumMap<>(Switch.class);
    private boolean tls;
    private long seed = 1;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.REAL;

    LocalOrgBuilder() {}

    /** The port on 127.0.0.1; 0, the default, for any free one. */
    public LocalOrgBuilder port(int value) {
        port = value;
        return this;
    }

    /** A schema file (YAML) or the describe of a real org (JSON) that is added to the standard objects; default none. */
    public LocalOrgBuilder schema(@Nullable Path file) {
        schemaFile = file;
        return this;
    }

    /** Where records are kept; default a temporary file that goes when the org is closed. */
    public LocalOrgBuilder data(StoreOptions value) {
        data = value;
        return this;
    }

    /** The consumer key and secret, login, password and refresh token that are accepted; default {@link LoginCredentials#standard()}. */
    public LocalOrgBuilder credentials(LoginCredentials value) {
        credentials = value;
        return this;
    }

    /** The key of the certificate that JWT bearer assertions are verified with; default none, so that flow is refused. */
    public LocalOrgBuilder certificate(PublicKey key) {
        certificate = key;
        return this;
    }

    /** How long a session lives without a call; default two hours. */
    public LocalOrgBuilder sessionTimeout(Duration value) {
        sessionTimeout = value;
        return this;
    }

    /** A connection on which nothing moves for so long is cut; default 30 seconds. */
    public LocalOrgBuilder idleTimeout(Duration value) {
        idleTimeout = value;
        return this;
    }

    /** API calls allowed in any 24 hours, at least 1; default {@value #DEFAULT_DAILY_API_CALLS}. */
    public LocalOrgBuilder dailyApiCalls(int value) {
        dailyApiCalls = value;
        return this;
    }

    /** Batches of the Bulk APIs allowed in any 24 hours, at least 1; default {@value BulkQuota#DEFAULT_BATCHES}. */
    public LocalOrgBuilder dailyBulkBatches(int value) {
        dailyBulkBatches = value;
        return this;
    }

    /** Query jobs of Bulk 2.0 allowed in any 24 hours, at least 1; default {@value BulkQuota#DEFAULT_QUERY_JOBS}. */
    public LocalOrgBuilder dailyQueryJobs(int value) {
        dailyQueryJobs = value;
        return this;
    }

    /** The timing model by name: {@code none} (the default), {@code sink}, {@code production}, {@code locks}, {@code heavy-triggers}. */
    public LocalOrgBuilder model(String name) {
        return timingModel(Models.named(name));
    }

    /** A timing model of one's own. */
    public LocalOrgBuilder timingModel(TimingModel value) {
        model = value;
        return this;
    }

    /** Takes over what a scenario file (YAML) says: {@code model}, {@code seed}, {@code dailyApiCalls}, {@code dailyBulkBatches}, {@code dailyQueryJobs}, {@code faults},
     * {@code switches}; default none. */
    public LocalOrgBuilder scenario(Path file) {
        Scenario scenario = Scenario.read(file);
        model = scenario.model() == null ? model : scenario.model();
        seed = scenario.seed() == null ? seed : scenario.seed();
        dailyApiCalls = scenario.dailyApiCalls() == null ? dailyApiCalls : scenario.dailyApiCalls();
        dailyBulkBatches = scenario.dailyBulkBatches() == null ? dailyBulkBatches : scenario.dailyBulkBatches();
        dailyQueryJobs = scenario.dailyQueryJobs() == null ? dailyQueryJobs : scenario.dailyQueryJobs();
        faults = scenario.faults();
        switches.putAll(scenario.switches());
        return this;
    }

    /** Sets a switch, which decides a behaviour that is only inferred of a real org; default {@link Switch#defaultValue()}. */
    public LocalOrgBuilder switched(Switch which, String value) {
        switches.put(which, value);
        return this;
    }

    /** Whether to speak https with a certificate of an authority made at the start; default false. */
    public LocalOrgBuilder tls(boolean value) {
        tls = value;
        return this;
    }

    /** Decides everything that looks random, such as the order of results; default 1. */
    public LocalOrgBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The clock of sessions, dates and quotas; default the system's. */
    public LocalOrgBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** What waits where the org is to be slow; default the real thing. */
    public LocalOrgBuilder sleeper(Sleeper value) {
        sleeper = value;
        return this;
    }

    /** An org with these settings, not started yet. */
    public LocalOrg build() {
        return new LocalOrg(this);
    }

    /**
     * Builds and starts.
     *
     * @throws IOException if the port is taken
     */
    public LocalOrg start() throws IOException {
        return build().start();
    }

    OrgSchema loadSchema() {
        return schemaFile == null ? SchemaReader.standard() : SchemaReader.standardAnd(schemaFile);
    }

    int port() {
        return port;
    }

    StoreOptions data() {
        return data.withClock(clock);
    }

    LoginCredentials credentials() {
        return credentials;
    }

    @Nullable
    PublicKey certificate() {
        return certificate;
    }

    Duration sessionTimeout() {
        return sessionTimeout;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    int dailyApiCalls() {
        return dailyApiCalls;
    }

    BulkQuota bulkQuota() {
        return new BulkQuota(clock, dailyBulkBatches, dailyQueryJobs);
    }

    TimingModel model() {
        return model;
    }

    List<Fault> faults() {
        return faults;
    }

    Switches switches() {
        return new Switches(switches);
    }

    boolean tls() {
        return tls;
    }

    long seed() {
        return seed;
    }

    Clock clock() {
        return clock;
    }

    Sleeper sleeper() {
        return sleeper;
    }
}
