/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a job ahead of the store and writes their results behind it, on a thread of its own, so that the store does not wait
 * for either. Chunks keep their order. {@link #next}, {@link #done} and {@link #finish} are for the one thread that works on the job.
 */
final class ChunkPipeline {
    private static final int CHUNKS = 4;
    private static final Result STOP = new Result(null, List.of(), 0);

    private final IngestJob job;
    private final CsvScanner scanner;
    private final Deque<RowChunk> free = new ArrayDeque<>();
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final BlockingQueue<Read> chunks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Exception>> stopped = new LinkedBlockingQueue<>();
    private boolean ended;

    private ChunkPipeline(IngestJob job, JobHeader header, CsvScanner scanner) {
        this.job = job;
        this.scanner = scanner;
        for (int i = 0; i < CHUNKS; i++) {
            free.add(new RowChunk(header));
        }
    }

    /** Starts to read; the scanner is the pipeline's until {@link #finish} returns. */
    static ChunkPipeline start(IngestJob job, JobHeader header, CsvScanner scanner, Executor threads) {
        ChunkPipeline pipeline = new ChunkPipeline(job, header, scanner);
        threads.execute(pipeline::work);
        return pipeline;
    }

    /** A chunk that was read, or why none could be; neither at the end. */
    private record Read(@Nullable RowChunk chunk, @Nullable Exception failure) {}

    /** A chunk that was done; none to stop. */
    private record Result(@Nullable RowChunk chunk, List<RowResult> rows, long millis) {}

    /** The next chunk, or null if there are none left. */
    @Nullable
    RowChunk next() throws IOException, BulkFailure {
        Read read = take(chunks);
        if (read.failure() instanceof BulkFailure failure) {
            throw failure;
        } else if (read.failure() != null) {
            throw new IOException(read.failure().getMessage(), read.failure());
        }
        return read.chunk();
    }

    /** Hands a chunk back whose results are to be written. */
    void done(RowChunk chunk, List<RowResult> rows, long millis) {
        results.add(new Result(chunk, rows, millis));
    }

    /** Waits until the results of all chunks that were done are written, whatever was read beyond them. */
    void finish() throws IOException {
        results.add(STOP);
        Exception failure = take(stopped).orElse(null);
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void work() {
        try {
            Result result = nextResult();
            while (result == null || result.chunk() != null) {
                if (result == null) {
                    read(free.remove());
                } else {
                    write(result);
                }
                result = nextResult();
            }
            stopped.add(Optional.empty());
        } catch (IOException | RuntimeException e) {
            chunks.add(new Read(null, e));
            stopped.add(Optional.of(e));
        }
    }

    /** What there is to write; null if there is time to read. */
    private @Nullable Result nextResult() throws InterruptedIOException {
        return ended || free.isEmpty() ? take(results) : results.poll();
    }

    private void read(RowChunk chunk) {
        try {
            ended = !chunk.fill(scanner);
            chunks.add(new Read(ended ? null : chunk, null));
        } catch (IOException | BulkFailure e) {
            ended = true;
            chunks.add(new Read(null, e));
        }
    }

    private void write(Result result) throws IOException {
        RowChunk chunk = Objects.requireNonNull(result.chunk());
        int failed = 0;
        for (int row = 0; row < result.rows().size(); row++) {
            failed += write(chunk, row, result.rows().get(row));
        }
        job.count(result.rows().size(), failed, result.millis(), chunk.endOffset());
        free.add(chunk);
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

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedIOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the job was interrupted");
        }
    }
}
