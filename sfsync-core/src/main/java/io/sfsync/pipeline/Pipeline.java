/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncResult;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The pipeline that {@link SyncPipelineBuilder} builds. */
final class Pipeline implements SyncPipeline {
    private final Parts parts;

    Pipeline(Parts parts) {
        this.parts = parts;
    }

    @Override
    public SyncResult sync(RecordReader source) throws SyncException {
        return prepare(source).execute();
    }

    @Override
    public SyncResult sync(Iterable<? extends Map<String, ?>> records) throws SyncException {
        try (RecordReader source = RecordReaders.ofObjects(records)) {
            return sync(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SyncRun prepare(RecordReader source) {
        return prepare(source, "");
    }

    @Override
    public SyncRun prepare(RecordReader source, String fingerprint) {
        try {
            return new Run(parts.withSource(fingerprint), RunIds.of(parts, fingerprint), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
