/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.run.OverlapGuard;
import io.sfsync.camel.run.RouteStops;
import io.sfsync.camel.run.RunRegistry;
import io.sfsync.ledger.DigestStores;
import io.sfsync.ledger.JdbcDigests;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.LedgerSync;
import io.sfsync.outcome.Operation;
import io.sfsync.pipeline.SyncPipelineBuilder;
import io.sfsync.salesforce.ApiReserve;
import io.sfsync.salesforce.OrgConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The {@code sfsync} component: what all its endpoints share. Login, session, HTTP client, proxy and TLS come from the
 * hub's {@code salesforce} component, or from an access token.
 */
@Component("sfsync")
public class SfSyncComponent extends DefaultComponent {
    /** References to beans and files, which Camel must not turn into something else. */
    private static final String[] REFERENCES = {"mapping", "errors", "successes", "listener"};

    @Metadata(
            defaultValue = "62.0",
            description = "The version of the Salesforce API for all calls, such as 62.0. Checked against the versions"
                    + " of the org at the first run.")
    private String apiVersion = "62.0";

    @Metadata(
            defaultValue = "25",
            description =
                    "The most requests to one org that wait for their answer at the same time, over all routes and"
                            + " components of the Camel context, at least 1. Salesforce itself takes 25 long ones from a production org.")
    private int maxConcurrentRequests = 25;

    @Metadata(
            defaultValue = "10%",
            description = "The part of the org's requests in 24 hours that runs leave to others: a percentage, 0% to"
                    + " below 100%, or a number of requests; 10% by default. A run that comes to it parks or waits, as"
                    + " the option onLimit of its endpoint says.")
    private String apiReserve = "10%";

    @Metadata(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "600000",
            description = "The longest silence of a connection before an answer counts as lost, in milliseconds or as"
                    + " 10m; 10 minutes by default, since slow triggers keep a call silent for minutes.")
    private long idleTimeout = 600_000;

    @Metadata(
            description = "The folder of the ledger, where each run keeps a durable account of which record went where"
                    + " and what came back, so that a run that broke off or was killed goes on where it was. A body of"
                    + " one record is written down only if its run has a runId. Not set by default: a run then uses a"
                    + " temporary folder that goes when its exchange is done.")
    private @Nullable String ledger;

    @Metadata(
            enums = "force,os",
            defaultValue = "force",
            description = "What the ledger outlives: with force, the default, a crash of the machine, since what a step"
                    + " promises is forced to disk before the step; with os a crash of the process alone, since writes"
                    + " are left to the operating system.")
    private String ledgerSync = "force";

    @Metadata(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "604800000",
            description = "How long the ledger keeps runs that are finished, in milliseconds or as 168h; 7 days by"
                    + " default. Runs that can go on stay until they are resumed or aborted.")
    private long ledgerRetention = 604_800_000;

    @Metadata(
            autowired = true,
            description = "The salesforce component to use, in place of the one that the option salesforceComponent of"
                    + " the endpoint names.")
    private @Nullable SalesforceComponent salesforceComponent;

    @Metadata(
            label = "security",
            secret = true,
            description = "An access token, or session id, to use in place of a salesforce component; needs"
                    + " instanceUrl. It is not renewed: when it ends, runs fail.")
    private @Nullable String accessToken;

    @Metadata(
            label = "security",
            description = "The address of the org that accessToken belongs to, such as"
                    + " https://example.my.salesforce.com.")
    private @Nullable String instanceUrl;

    @Metadata(
            label = "advanced",
            description =
                    "The database that keeps what changedOnly remembers, for hubs that run now here, now there. By"
                            + " default it is kept in files beside the ledger.")
    private @Nullable DataSource digestDataSource;

    private @Nullable LedgerSweep sweep;
    private final OrgConnections connections = new OrgConnections(this);
    private final RunRegistry runs = new RunRegistry();
    /** Ids of the runs that were parked because the org has no room for them. */
    private final Set<String> awaitingRoom = ConcurrentHashMap.newKeySet();

    private final LastRuns lastRuns = new LastRuns();
    private final OverlapGuard overlaps = new OverlapGuard();
    private final RouteStops routeStops = new RouteStops(runs);

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SfSyncConfiguration configuration = new SfSyncConfiguration();
        String operationName = StringHelper.before(remaining, ":", remaining);
        String object = StringHelper.after(remaining, ":");
        SfSyncEndpoint endpoint =
                new SfSyncEndpoint(uri, this, configuration, operation(remaining, operationName, object), object);
        endpoint.setGiven(parameters);
        configuration.setSforceHeaders(PropertiesHelper.extractProperties(parameters, "sforceHeader."));
        for (String reference : REFERENCES) {
            Object value = parameters.remove(reference);
            if (value != null) {
                endpoint.setReference(reference, value.toString());
            }
        }
        setProperties(endpoint, parameters);
        endpoint.check();
        connections.findNow(configuration.getSalesforceComponent());
        return endpoint;
    }

    /** The operation as Salesforce names it, or {@link SfSyncEndpoint#REPLAY}. */
    private static String operation(String remaining, String name, @Nullable String object) {
        if (name.isBlank() || name.contains("?")) {
            throw new IllegalArgumentException(
                    "no operation in sfsync:" + remaining + "; write it as sfsync:upsert:Account");
        }
        if (!name.equalsIgnoreCase(SfSyncEndpoint.REPLAY)) {
            return Operation.parse(name).wireName();
        }
        if (object != null && !object.isBlank()) {
            throw new IllegalArgumentException("sfsync:" + remaining
                    + " names an object, but a replay takes it from its run: write it as sfsync:replay?runId=…");
        }
        return SfSyncEndpoint.REPLAY;
    }

    @Override
    public @Nullable PropertyConfigurer getComponentPropertyConfigurer() {
        PropertyConfigurer generated = super.getComponentPropertyConfigurer();
        return generated == null
                ? null
                : new CheckedOptions(generated, SfSyncComponent.class, "camel.component.sfsync.");
    }

    @Override
    public @Nullable PropertyConfigurer getEndpointPropertyConfigurer() {
        PropertyConfigurer generated = super.getEndpointPropertyConfigurer();
        return generated == null ? null : new CheckedOptions(generated, SfSyncConfiguration.class, "");
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        check();
        getCamelContext().addLifecycleStrategy(routeStops);
        routeStops.watch(getCamelContext().getRoutes());
    }

    /** Camel Main initializes a component first and sets its options then. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        check();
        Ledger kept = ledger();
        if (kept != null) {
            sweep = LedgerSweep.start(getCamelContext(), kept, Duration.ofMillis(ledgerRetention), Clock.systemUTC());
        }
    }

    private void check() {
        if (maxConcurrentRequests < 1) {
            throw new IllegalArgumentException(
                    "camel.component.sfsync.maxConcurrentRequests must be at least 1, was " + maxConcurrentRequests);
        }
        reserve();
        if (!apiVersion.matches("[0-9]{2,3}\\.0")) {
            throw new IllegalArgumentException(
                    "camel.component.sfsync.apiVersion must be a version such as 62.0, was '" + apiVersion + "'");
        }
        sync();
        if (ledgerRetention < 1) {
            throw new IllegalArgumentException(
                    "camel.component.sfsync.ledgerRetention must be at least 1 ms, was " + ledgerRetention);
        }
        if ((accessToken == null) != (instanceUrl == null)) {
            throw new IllegalArgumentException(
                    "camel.component.sfsync.accessToken and camel.component.sfsync.instanceUrl"
                            + " belong together; only " + (accessToken == null ? "instanceUrl" : "accessToken")
                            + " is set");
        }
    }

    /** The requests that runs leave to others. */
    ApiReserve reserve() {
        try {
            return ApiReserve.parse(apiReserve);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("camel.component.sfsync.apiReserve " + e.getMessage(), e);
        }
    }

    private LedgerSync sync() {
        return RunOptions.choice("camel.component.sfsync.ledgerSync", ledgerSync, LedgerSync.class);
    }

    /** Where runs are written down, {@code null} for nowhere. */
    public @Nullable Ledger ledger() {
        return ledger == null ? null : Ledger.open(Path.of(ledger)).withSync(sync());
    }

    @Override
    protected void doStop() throws Exception {
        runs.stopAll("the component is stopping");
        if (sweep != null) {
            sweep.close();
        }
        connections.close();
        super.doStop();
    }

    /** The connection of this endpoint; endpoints of one org share it. */
    OrgConnection connection(SfSyncEndpoint endpoint) {
        return connections.get(endpoint.getConfiguration().getSalesforceComponent());
    }

    OrgConnections connections() {
        return connections;
    }

    RunRegistry runs() {
        return runs;
    }

    Set<String> awaitingRoom() {
        return awaitingRoom;
    }

    LastRuns lastRuns() {
        return lastRuns;
    }

    OverlapGuard overlaps() {
        return overlaps;
    }

    RouteStops routeStops() {
        return routeStops;
    }

    public String getApiVersion() {
        return apiVersion;
    }

    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    public String getApiReserve() {
        return apiReserve;
    }

    public void setApiReserve(String apiReserve) {
        this.apiReserve = apiReserve;
    }

    public int getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    /** Where runs keep what they remember for others, {@code null} without a ledger. */
    @Nullable
    Path stores() {
        return ledger == null ? null : SyncPipelineBuilder.storesBeside(Path.of(ledger));
    }

    /** Where runs keep digests of what was sent, {@code null} for the default. */
    @Nullable
    DigestStores digests() {
        return digestDataSource == null ? null : new JdbcDigests(digestDataSource);
    }

    public @Nullable DataSource getDigestDataSource() {
        return digestDataSource;
    }

    public void setDigestDataSource(@Nullable DataSource digestDataSource) {
        this.digestDataSource = digestDataSource;
    }

    public @Nullable String getLedger() {
        return ledger;
    }

    public void setLedger(@Nullable String ledger) {
        this.ledger = ledger;
    }

    public String getLedgerSync() {
        return ledgerSync;
    }

    public void setLedgerSync(String ledgerSync) {
        this.ledgerSync = ledgerSync;
    }

    public long getLedgerRetention() {
        return ledgerRetention;
    }

    public void setLedgerRetention(long ledgerRetention) {
        this.ledgerRetention = ledgerRetention;
    }

    public @Nullable SalesforceComponent getSalesforceComponent() {
        return salesforceComponent;
    }

    public void setSalesforceComponent(@Nullable SalesforceComponent salesforceComponent) {
        this.salesforceComponent = salesforceComponent;
    }

    public @Nullable String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(@Nullable String accessToken) {
        this.accessToken = accessToken;
    }

    public @Nullable String getInstanceUrl() {
        return instanceUrl;
    }

    public void setInstanceUrl(@Nullable String instanceUrl) {
        this.instanceUrl = instanceUrl;
    }
}
