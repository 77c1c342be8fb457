/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.Backoff;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.ledger.KeepRows;
import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.record.RecordReader;
import io.sfsync.salesforce.LimitedRequests;
import io.sfsync.salesforce.OrgClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of a run, as far as it comes; called again, it goes on from there. */
final class RunWork {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final String runId;
    private final Parts parts;
    private final RecordReader source;
    private final RunState state;
    private final RetryPolicy retries;
    private final LimitedRequests gate;
    private final OrgClient client;
    private final Listeners listeners;
    private final Settler settler;
    private final Progress progress;
    private final RunAccount account;
    private final Delivery errors;
    private final Delivery successes;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable RunPlan plan;
    private @Nullable RunOpening opening;
    private @Nullable Intake intake;
    private @Nullable Lanes lanes;

    RunWork(String runId, Parts parts, RecordReader source) {
        SyncOptions options = parts.options();
        RunTotals totals = new RunTotals();
        LongAdder requests = new LongAdder();
        this.runId = runId;
        this.parts = parts;
        this.source = source;
        this.state = new RunState(parts.sleeper(), this::wake);
        this.retries = new RetryPolicy(
                options.retries(),
                new Backoff(options.retryDelay(), Backoff.MAX_DELAY),
                options.retryMaxTime(),
                state,
                parts.clock(),
                parts.random());
        this.gate = new LimitedRequests(
                parts.connection(),
                parts.knowledge().limits(),
                options.onLimit() == OnLimit.WAIT,
                stopForRoom(),
                state,
                requests);
        this.client = new OrgClient(parts.connection(), retries, requests, gate);
        this.listeners = new Listeners(parts.listeners());
        this.errors = new Delivery("errors", KeptErrors.beside(parts.errors(), parts.ledger(), runId));
        this.successes = new Delivery("successes", parts.successes());
        this.settler =
                new Settler(totals, listeners, errors, successes, new StopRule(options, state), runId, parts.clock());
        this.account = new RunAccount(runId, parts, totals, requests);
        this.progress = new Progress(runId, totals, listeners, this::soFar, parts.clock());
    }

    private LimitedRequests.Stop stopForRoom() {
        return new LimitedRequests.Stop() {
            @Override
            public boolean isAsked() {
                return state.parkReason() != null;
            }

            @Override
            public void park(String why) {
                state.parkForRoom(why);
            }
        };
    }

    /** What the run is expected to take, {@code null} before its API is chosen. */
    @Nullable
    RunEstimate estimate() {
        return progress.estimate();
    }

    String runId() {
        return runId;
    }

    RunState state() {
        return state;
    }

    private void wake() {
        Lanes current = lanes;
        if (current != null) {
            current.wake();
        }
    }

    /** Works until the end, a break or a stop; which of them, {@link #state()} tells. */
    void run() {
        gate.begin();
        account.started();
        listeners.runStart(runId);
        ExecutorService own = null;
        ExecutorService executor = parts.executor();
        if (executor == null) {
            own = ownThreads();
            executor = own;
        }
        try {
            work(executor);
        } finally {
            if (own != null) {
                own.shutdownNow();
            }
        }
    }

    private ExecutorService ownThreads() {
        return Executors.newFixedThreadPool(2 * parts.options().parallelism(), task -> {
            Thread thread = new Thread(task, "sfsync-" + runId);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void work(ExecutorService executor) {
        boolean interrupted = false;
        Lanes current = null;
        try {
            Intake records = prepared(executor);
            current = lanesOf(executor);
            settler.flush();
            String aborted = state.isAborting() ? state.stopReason() : null;
            RunOpening opened = opening;
            if (aborted != null && opened != null) {
                opened.book().aborted(aborted);
            }
            current.resume(state, executor);
            records.run();
        } catch (InterruptedException e) {
            interrupted = Thread.interrupted() || state.parkReason() == null;
            state.park("the calling thread was interrupted");
        } catch (Exception | Error e) {
            state.fail(e);
        }
        if (current != null) {
            interrupted |= current.awaitIdle(state);
            finish(current);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Intake prepared(ExecutorService executor) throws Exception {
        Intake known = intake;
        if (known != null) {
            return known;
        }
        RunPlan newPlan = plan;
        if (newPlan == null) {
            newPlan = RunPlan.make(parts, client, state);
            plan = newPlan;
        }
        RunOpening opened = RunOpening.of(parts.ledger(), runId, newPlan.manifest(runId, parts));
        opening = opened;
        LinkBook links = new LinkBook(opened.folder());
        account.prepared(newPlan.org().displayName(), opened.folder(), links);
        RunTools tools = new RunTools(
                parts.options(),
                opened.folder(),
                opened.log(),
                settler,
                state,
                client,
                retries,
                progress,
                opened.book(),
                links,
                opened.resumption());
        Cutters cutters = new Cutters(runId, parts, newPlan, tools, lanesOf(executor));
        Intake made = new Intake(
                source,
                parts.mapping(),
                newPlan.check(),
                tools,
                listeners,
                cutters,
                RecordMemory.open(parts, newPlan, opened.folder()));
        intake = made;
        Resumption resumption = opened.resumption();
        String aborted = resumption == null ? null : resumption.history().aborted();
        if (aborted != null) {
            state.abort(aborted);
        }
        if (resumption != null) {
            resumption.history().jobs().forEach(progress::jobCreated);
        }
        Api api = resumption == null ? null : resumption.api();
        if (api != null) {
            made.resume(api);
            LOG.info("Run {} goes on: {}", runId, resumption);
        }
        return made;
    }

    private Lanes lanesOf(ExecutorService executor) {
        Lanes known = lanes;
        if (known == null) {
            RunPlan settled = plan;
            known = new Lanes(settled == null ? parts.options().parallelism() : settled.parallelism(), executor);
            lanes = known;
        }
        return known;
    }

    /** Nothing is in flight any more: settles what a stopped run leaves, and hands the rest to the sinks. */
    private void finish(Lanes current) {
        Intake records = intake;
        RunOpening opened = opening;
        if (records == null || opened == null) {
            return;
        }
        try {
            String stopped = state.stopReason();
            if (stopped != null && state.failure() == null && state.parkReason() == null) {
                records.handOver();
                for (Batch batch : current.unsettled()) {
                    batch.abandon(stopped);
                    current.settled(batch);
                }
                records.drain(stopped);
            }
            settler.flush();
            opened.log().flush();
            records.remember(opened.log());
            state.endActs();
        } catch (InterruptedException e) {
            state.park("the calling thread was interrupted");
        } catch (Exception e) {
            state.fail(e);
        }
    }

    /** The figures of the records that have an outcome. */
    SyncResult soFar() {
        return account.soFar(progress, settler);
    }

    /** The figures of all records that were read. */
    SyncResult account(@Nullable String stopReason) {
        Intake records = intake;
        Lanes current = lanes;
        return account.complete(
                records == null ? 0 : records.read(),
                current == null ? List.of() : current.unsettled(),
                progress,
                settler,
                stopReason);
    }

    /** How many records are there, but not as they should be. */
    long incomplete() {
        return settler.incomplete();
    }

    List<String> jobsLeftBehind() {
        Lanes current = lanes;
        return current == null
                ? List.of()
                : current.unsettled().stream()
                        .map(Batch::jobLeft)
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** Says which jobs the run leaves behind; nothing if there is none. */
    String jobsLeft() {
        List<String> left = jobsLeftBehind();
        return left.isEmpty() ? "" : "; left on the org: " + String.join(", ", left);
    }

    void tellEnd(SyncResult result) {
        LOG.info(
                "Run {}: {}, {} in {} s, {} requests",
                runId,
                result.status(),
                Progress.text(result.totals()),
                result.elapsed().toMillis() / 1000.0,
                result.requests());
        listeners.runEnd(result);
    }

    /**
     * Closes what the run holds open.
     *
     * @param ended the result of a run that came to its end, {@code null} for one that can go on
     */
    void close(@Nullable SyncResult ended) {
        if (closed.getAndSet(true)) {
            return;
        }
        RunOpening opened = opening;
        Intake records = intake;
        try (opened;
                AutoCloseable held = records == null ? null : records::close;
                AutoCloseable first = errors::close;
                AutoCloseable second = successes::close) {
            LOG.debug("Run {}: closing {}, {} and {}", runId, held, first, second);
            if (ended != null && opened != null) {
                opened.book().finished(ended.status().name());
            }
        } catch (Exception e) {
            LOG.warn("Run {}: a sink or file could not be closed: {}", runId, e.getMessage());
        }
        if (ended != null) {
            pack(ended);
        }
    }

    /** A message that came through shares a file of the ledger with others. */
    private void pack(SyncResult ended) {
        Ledger ledger = parts.ledger();
        boolean isMessage = ended.totals().total() == 1
                && ended.status() == SyncStatus.SUCCESS
                && ended.api() == Api.COLLECTIONS
                && parts.sourceFingerprint().isEmpty();
        if (ledger != null && ledger.keepRows() == KeepRows.FAILED && isMessage) {
            try {
                ledger.pack(runId);
            } catch (IOException e) {
                LOG.info("Run {} keeps its folder: {}", runId, e.getMessage());
            }
        }
    }

    void discard() throws IOException {
        RunOpening opened = opening;
        if (opened != null && parts.ledger() == null) {
            opened.folder().delete();
        }
    }
}
