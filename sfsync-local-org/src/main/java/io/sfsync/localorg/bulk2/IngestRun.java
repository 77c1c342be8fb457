/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.BulkQuota;
import io.sfsync.localorg.bulk.ChunkRunner;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.bulk.Work;
import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RowResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes one job: its data in chunks of 200, each row's result to disk. Used once, by one thread, which another one helps. */
final class IngestRun {
    private static final Logger LOG = LoggerFactory.getLogger(IngestRun.class);

    private static final int CHUNKS_PER_BATCH = 10_000 / Dml.CHUNK;

    private final IngestJob job;
    private final OrgStore store;
    private final ChunkRunner runner;
    private final BulkQuota quota;
    private final Executor threads;
    private int chunks;

    IngestRun(IngestJob job, OrgStore store, ChunkRunner runner, BulkQuota quota, Executor threads) {
        this.job = job;
        this.store = store;
        this.runner = runner;
        this.quota = quota;
        this.threads = threads;
    }

    void run() {
        if (!job.move(JobState.UploadComplete, JobState.InProgress)) {
            return;
        }
        try {
            processAndFlush();
            job.move(JobState.InProgress, JobState.JobComplete);
        } catch (BulkFailure e) {
            job.fail(e.text());
        } catch (IOException | RuntimeException e) {
            LOG.warn("job {} broke", job.id(), e);
            job.fail("InternalServerError : An internal server error has occurred. " + e.getMessage());
        }
    }

    private void processAndFlush() throws IOException, BulkFailure {
        try {
            process();
        } finally {
            job.results().flush();
        }
    }

    private void process() throws IOException, BulkFailure {
        InputStream in = new BufferedInputStream(Files.newInputStream(job.contentFile()), 1 << 16);
        JobSpec spec = job.spec();
        try (CsvScanner scanner = new CsvScanner(in, spec.columnDelimiter(), spec.lineEnding())) {
            if (!scanner.next()) {
                return;
            }
            JobHeader header = JobHeader.read(scanner, spec);
            job.results().headers(header.uploaded(), header.inResults());
            job.count(0, 0, 0, scanner.nextOffset());
            header.map(store.schema()
                    .visibleTo(spec.owner().username(), spec.owner().profile()));
            process(ChunkPipeline.start(job, header, scanner, threads));
        }
    }

    private void process(ChunkPipeline pipeline) throws IOException, BulkFailure {
        try {
            RowChunk chunk = pipeline.next();
            while (chunk != null && job.state() == JobState.InProgress) {
                execute(chunk, pipeline);
                chunk = pipeline.next();
            }
        } finally {
            pipeline.finish();
        }
    }

    private void execute(RowChunk chunk, ChunkPipeline pipeline) throws IOException, BulkFailure {
        if (chunks % CHUNKS_PER_BATCH == 0 && !quota.takeBatch()) {
            throw new BulkFailure("ExceededQuota", BulkQuota.NO_BATCH_LEFT);
        }
        long start = System.nanoTime();
        Work work = new Work(job.id(), job.spec().object(), ++chunks, () -> job.state() != JobState.InProgress);
        List<RowResult> results = runner.run(work, chunk.request(), chunk.rows());
        pipeline.done(chunk, results, (System.nanoTime() - start) / 1_000_000);
    }
}
