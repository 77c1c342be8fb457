/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ChunkRunner;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.bulk.Work;
import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes one job: its data in chunks of 200, each row's result to disk. Used once, by one thread. */
final class IngestRun {
    private static final Logger LOG = LoggerFactory.getLogger(IngestRun.class);

    private final IngestJob job;
    private final OrgStore store;
    private final ChunkRunner runner;
    private int chunks;

    IngestRun(IngestJob job, OrgStore store, ChunkRunner runner) {
        this.job = job;
        this.store = store;
        this.runner = runner;
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
            RowChunk chunk = new RowChunk(header);
            while (fill(chunk, scanner)) {
                if (job.state() != JobState.InProgress) {
                    return;
                }
                execute(chunk);
            }
        }
    }

    /** Reads up to 200 rows; false if there are none left. */
    private static boolean fill(RowChunk chunk, CsvScanner scanner) throws IOException, BulkFailure {
        chunk.clear();
        while (chunk.size() < Dml.CHUNK && scanner.next()) {
            chunk.add(scanner);
        }
        return chunk.size() > 0;
    }

    private void execute(RowChunk chunk) throws IOException, BulkFailure {
        long start = System.nanoTime();
        Work work = new Work(job.id(), job.spec().object(), ++chunks, () -> job.state() != JobState.InProgress);
        List<RowResult> results = runner.run(work, chunk.request(), chunk.rows());
        int failed = 0;
        for (int row = 0; row < results.size(); row++) {
            failed += write(chunk, row, results.get(row));
        }
        job.count(results.size(), failed, (System.nanoTime() - start) / 1_000_000, chunk.endOffset());
    }

    private int write(RowChunk chunk, int row, RowResult result) throws IOException {
        if (result.success()) {
            chunk.echo(row, job.results().successfulRow(), result.idText(), result.created() ? "true" : "false");
            job.results().endSuccessfulRow();
            return 0;
        }
        chunk.echo(row, job.results().failedRow(), result.idText(), text(result.errors()));
        job.results().endFailedRow();
        return 1;
    }

    private static String text(List<RowError> errors) {
        if (errors.size() == 1) {
            return errors.get(0).bulkText();
        }
        StringBuilder text = new StringBuilder();
        errors.forEach(error -> text.append(error.bulkText()));
        return text.toString();
    }
}
