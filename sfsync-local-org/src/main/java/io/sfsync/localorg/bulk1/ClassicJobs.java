/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.BulkIds;
import io.sfsync.localorg.bulk.BulkQuota;
import io.sfsync.localorg.bulk.ChunkRunner;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.store.OrgStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of Bulk 1.0, and the threads that process their batches. Thread-safe. */
public final class ClassicJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicJobs.class);
    private static final long STOP_SECONDS = 10;

    /** Jobs and results are kept so long (Bulk API Developer Guide, Limits). */
    private static final Duration KEPT = Duration.ofDays(7);

    /** A job takes batches so long (Bulk API Developer Guide, Limits). */
    private static final Duration OPEN = Duration.ofHours(24);

    private final OrgStore store;
    private final SoqlEngine soql;
    private final BulkIds ids;
    private final ChunkRunner runner;
    private final Clock clock;
    private final Path folder;
    private final ExecutorService threads;
    private final BulkQuota quota;
    private final Map<String, ClassicJob> jobs = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> lanes = new HashMap<>();

    /**
     * No jobs yet.
     *
     * @param folder where batches and results are kept; they go when the jobs are closed
     * @param parallelBatches how many batches are processed at the same time, at least 1
     * @param quota the batches that are left
     */
    public ClassicJobs(
            OrgStore store,
            SoqlEngine soql,
            BulkIds ids,
            ChunkRunner runner,
            Clock clock,
            Path folder,
            int parallelBatches,
            BulkQuota quota) {
        this.store = store;
        this.soql = soql;
        this.ids = ids;
        this.runner = runner;
        this.clock = clock;
        this.folder = folder;
        this.quota = quota;
        threads = Executors.newFixedThreadPool(parallelBatches, task -> {
            Thread thread = new Thread(task, "local-org-batch");
            thread.setDaemon(true);
            return thread;
        });
    }

    ClassicJob create(ClassicSpec spec) {
        String id = ids.job();
        Path place = folder.resolve(id);
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException("the local org cannot write to " + place, e);
        }
        ClassicJob job = new ClassicJob(id, spec, place, clock);
        synchronized (jobs) {
            jobs.put(BulkIds.key(id), job);
        }
        return job;
    }

    Optional<ClassicJob> find(String id) {
        expire();
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(BulkIds.key(id)));
        }
    }

    /** The jobs as the list of Bulk 2.0 shows them. */
    public List<Map<String, Object>> listed() {
        expire();
        synchronized (jobs) {
            return jobs.values().stream().map(ClassicJob::listed).toList();
        }
    }

    /** Adds a batch and hands it to the threads: to the next free one, or after the job's batches before it. */
    ClassicBatch submit(ClassicJob job, byte[] request, String requestType) throws IOException {
        if (!quota.takeBatch()) {
            throw new ApiException(400, "ExceededQuota", BulkQuota.NO_BATCH_LEFT);
        }
        ClassicBatch batch = job.addBatch(ids.batch(), requestType);
        Files.write(batch.requestFile(), request);
        String lane = job.spec().serial() ? job.id() : batch.id();
        synchronized (lanes) {
            CompletableFuture<Void> before = lanes.getOrDefault(lane, CompletableFuture.completedFuture(null));
            CompletableFuture<Void> done = before.thenRunAsync(() -> process(job, batch), threads);
            lanes.put(lane, done);
            lanes.values().removeIf(CompletableFuture::isDone);
        }
        return batch;
    }

    /** Closes what has been open for too long, and forgets what is too old. */
    private void expire() {
        Instant now = clock.instant();
        List<ClassicJob> old = new ArrayList<>();
        synchronized (jobs) {
            for (ClassicJob job : jobs.values()) {
                if (job.created().plus(KEPT).isBefore(now)) {
                    old.add(job);
                } else if (job.created().plus(OPEN).isBefore(now)) {
                    job.end("Closed");
                }
            }
            old.forEach(job -> jobs.remove(BulkIds.key(job.id())));
        }
        old.forEach(job -> job.end("Aborted"));
        old.forEach(ClassicJobs::discard);
    }

    private void process(ClassicJob job, ClassicBatch batch) {
        if (!batch.move(BatchState.Queued, BatchState.InProgress)) {
            return;
        }
        OrgSchema schema = store.schema()
                .visibleTo(job.spec().owner().username(), job.spec().owner().profile());
        try {
            if (job.spec().isQuery()) {
                new QueryRun(job, batch, schema, soql, ids).run();
            } else {
                new RowsRun(job, batch, schema, runner).run();
            }
            batch.move(BatchState.InProgress, BatchState.Completed);
        } catch (BulkFailure e) {
            batch.fail(e.text());
        } catch (IOException | RuntimeException e) {
            LOG.warn("batch {} broke", batch.id(), e);
            batch.fail("Unknown : " + e.getMessage());
        }
    }

    /** Aborts and forgets every job, and waits until no thread works on one. */
    public void reset() {
        List<ClassicJob> old;
        synchronized (jobs) {
            old = new ArrayList<>(jobs.values());
            jobs.clear();
        }
        old.forEach(job -> job.end("Aborted"));
        awaitQuiet();
        old.forEach(ClassicJobs::discard);
    }

    private void awaitQuiet() {
        CompletableFuture<?>[] open;
        synchronized (lanes) {
            open = lanes.values().toArray(new CompletableFuture<?>[0]);
            lanes.clear();
        }
        try {
            CompletableFuture.allOf(open).get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("batches are still being processed", e);
        }
    }

    private static void discard(ClassicJob job) {
        try {
            for (ClassicBatch batch : job.batches()) {
                Files.deleteIfExists(batch.requestFile());
                Files.deleteIfExists(batch.resultFile());
            }
            Files.deleteIfExists(job.folder());
        } catch (IOException e) {
            LOG.debug("files of job {} stay behind: {}", job.id(), e.toString());
        }
    }

    @Override
    public void close() {
        reset();
        threads.shutdown();
    }
}
