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
import io.sfsync.localorg.bulk.BulkIds;
import io.sfsync.localorg.bulk.BulkQuota;
import io.sfsync.localorg.bulk.ChunkRunner;
import io.sfsync.localorg.bulk1.BatchCalls;
import io.sfsync.localorg.bulk1.ClassicJobs;
import io.sfsync.localorg.bulk1.JobCalls;
import io.sfsync.localorg.bulk2.IngestCalls;
import io.sfsync.localorg.bulk2.IngestJobs;
import io.sfsync.localorg.bulk2.ListCalls;
import io.sfsync.localorg.bulk2.ResultCalls;
import io.sfsync.localorg.bulk2query.QueryJobCalls;
import io.sfsync.localorg.bulk2query.QueryJobs;
import io.sfsync.localorg.bulk2query.QueryResultCalls;
import io.sfsync.localorg.control.ControlCalls;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultChunks;
import io.sfsync.localorg.fault.FaultFilter;
import io.sfsync.localorg.fault.FaultPlan;
import io.sfsync.localorg.fault.FaultRows;
import io.sfsync.localorg.http.ApiUsage;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.OrgServer;
import io.sfsync.localorg.http.RequestLog;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.ServerSettings;
import io.sfsync.localorg.http.Sleeper;
import io.sfsync.localorg.query.QueryCalls;
import io.sfsync.localorg.rest.RestCalls;
import io.sfsync.localorg.soap.SoapCalls;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.store.ChunkGuard;
import io.sfsync.localorg.store.DmlFilter;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.RowLocks;
import io.sfsync.localorg.switches.Switches;
import io.sfsync.localorg.timing.BatchTime;
import io.sfsync.localorg.timing.ChunkTime;
import io.sfsync.localorg.timing.Latency;
import io.sfsync.localorg.timing.RowCounts;
import io.sfsync.localorg.timing.Sink;
import io.sfsync.localorg.timing.TimingModel;
import io.sfsync.localorg.tls.LocalAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an org, put together. */
final class OrgParts implements AutoCloseable {
    final OrgStore store;
    final SoqlEngine soql;
    final Directory directory;
    final Sessions sessions;
    final ApiUsage usage;
    final FaultPlan faults = new FaultPlan();
    final Switches switches;
    final BulkQuota bulkQuota;
    final BulkIds bulkIds = new BulkIds();
    final IngestJobs ingestJobs;
    final QueryJobs queryJobs;
    final ClassicJobs classicJobs;
    final RowCounts rowCounts = new RowCounts();
    final Sink sink = new Sink();
    final @Nullable LocalAuthority authority;
    final Router router = new Router();
    final OrgServer server;
    private final Path workFolder;
    private final List<Fault> startFaults;

    OrgParts(LocalOrgBuilder settings) {
        store = OrgStore.open(settings::loadSchema, settings.data());
        switches = settings.switches();
        bulkQuota = settings.bulkQuota();
        soql = new SoqlEngine(store, settings.clock());
        sessions = new Sessions(settings.clock(), settings.sessionTimeout());
        usage = new ApiUsage(settings.clock(), settings.dailyApiCalls());
        directory = new Directory(RecordId.format(store.organizationId()), this::base);
        fillDirectory(settings);
        workFolder = temporaryFolder();
        authority = settings.tls() ? LocalAuthority.create(settings.clock()) : null;
        TimingModel model = settings.model();
        startFaults = settings.faults();
        startFaults.forEach(faults::add);
        store.dml().filters(rowFilters(model, settings.sleeper()));
        store.guards(guards(model, settings));
        ChunkRunner runner = new ChunkRunner(
                store.dml(),
                List.of(new FaultChunks(faults, settings.sleeper()), new BatchTime(model, settings.sleeper())));
        ingestJobs = new IngestJobs(
                store,
                bulkIds,
                runner,
                settings.clock(),
                workFolder,
                model.parallelJobs(),
                settings.seed(),
                switches,
                bulkQuota);
        queryJobs = new QueryJobs(bulkIds, settings.clock(), workFolder);
        classicJobs = new ClassicJobs(
                store, soql, bulkIds, runner, settings.clock(), workFolder, model.parallelJobs(), bulkQuota);
        groups(settings).forEach(group -> group.register(router));
        server = new OrgServer(
                new ServerSettings(
                        settings.port(),
                        authority == null ? null : authority.context(),
                        settings.idleTimeout(),
                        settings.clock(),
                        settings.sleeper()),
                router,
                new SessionAuthenticator(sessions),
                usage,
                List.of(
                        new Latency(model, settings.sleeper(), settings.seed()),
                        new FaultFilter(faults, sessions::endAll, settings.sleeper())));
    }

    /** What stands before the rows of every API, the outermost first. */
    private List<DmlFilter> rowFilters(TimingModel model, Sleeper sleeper) {
        List<DmlFilter> filters = new ArrayList<>(List.of(rowCounts, new FaultRows(faults)));
        if (model.sink()) {
            filters.add(new ChunkTime(model, sleeper));
            filters.add(sink);
        }
        return filters;
    }

    /** What stands over chunks; first the locks, which are held while the chunk takes its time. */
    private List<ChunkGuard> guards(TimingModel model, LocalOrgBuilder settings) {
        List<ChunkGuard> guards = new ArrayList<>();
        if (!model.lockWait().isZero()) {
            guards.add(new RowLocks(store, model.lockWait()));
        }
        if (!model.perChunk().isZero() || !model.triggers().isEmpty()) {
            guards.add(new ChunkTime(model, settings.sleeper()));
        }
        return guards;
    }

    /** What the org answers; each package brings its own calls. */
    private List<CallGroup> groups(LocalOrgBuilder settings) {
        return List.of(
                new TokenCalls(directory, sessions, settings.clock()),
                new IdentityCalls(directory),
                new SoapCalls(directory, sessions, settings.clock()),
                new QueryCalls(soql, store.schema(), switches),
                new RestCalls(store, soql, usage, bulkQuota.allocations(), switches),
                new IngestCalls(store, ingestJobs, switches, directory::mayHardDelete),
                new ResultCalls(ingestJobs, switches),
                new ListCalls(ingestJobs, classicJobs::listed),
                new JobCalls(store, classicJobs, directory::mayHardDelete),
                new BatchCalls(classicJobs, switches),
                new QueryJobCalls(soql, store.schema(), queryJobs, bulkQuota),
                new QueryResultCalls(queryJobs),
                new ControlCalls(faults, switches, this::log, this::activity, this::reset, sessions::endAll));
    }

    private RequestLog log() {
        return server.requests();
    }

    private void fillDirectory(LocalOrgBuilder settings) {
        LoginCredentials login = settings.credentials();
        directory.add(OrgUser.of(
                RecordId.format(store.adminId()), login.username(), login.password(), OrgUser.ADMINISTRATOR));
        directory.add(
                new ConnectedApp(login.clientId(), login.clientSecret(), login.username(), settings.certificate()));
        directory.addRefreshToken(login.refreshToken(), login.clientId(), login.username());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("local-org-");
        } catch (IOException e) {
            throw new UncheckedIOException("the local org needs a temporary folder", e);
        }
    }

    private String base() {
        return server.url().toString();
    }

    Map<String, Object> activity() {
        Map<String, Object> activity = new LinkedHashMap<>();
        activity.put("logins", sessions.opened());
        activity.put("rows", rowCounts.counts());
        activity.put("chunksAtTheSameTime", rowCounts.mostRunning());
        activity.put("ingestJobsAtTheSameTime", ingestJobs.mostRunning());
        activity.put("sinkRows", sink.rows());
        activity.put("sinkDigest", Long.toHexString(sink.digest()));
        return activity;
    }

    void reset() {
        faults.clear();
        startFaults.forEach(faults::add);
        switches.reset();
        bulkQuota.reset();
        ingestJobs.reset();
        queryJobs.reset();
        classicJobs.reset();
        soql.reset();
        store.reset();
        server.requests().reset();
        usage.reset();
        rowCounts.reset();
        sink.reset();
    }

    @Override
    public void close() {
        server.close();
        ingestJobs.close();
        queryJobs.close();
        classicJobs.close();
        soql.close();
        store.close();
        try {
            Files.deleteIfExists(workFolder);
        } catch (IOException leftBehind) {
            workFolder.toFile().deleteOnExit();
        }
    }
}
