/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ChunkRunner;
import io.sfsync.localorg.bulk.HeaderMapping;
import io.sfsync.localorg.bulk.Work;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.RowResult;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes a batch of rows. Used once, by one thread. */
final class RowsRun {
    private static final int MAX_ROWS = 10_000;

    private final ClassicJob job;
    private final ClassicBatch batch;
    private final OrgSchema schema;
    private final ChunkRunner runner;
    private List<String> header = List.of();
    private @Nullable DmlRequest request;
    private int chunks;

    RowsRun(ClassicJob job, ClassicBatch batch, OrgSchema schema, ChunkRunner runner) {
        this.job = job;
        this.batch = batch;
        this.schema = schema;
        this.runner = runner;
    }

    void run() throws IOException, BulkFailure {
        check();
        try (BatchReader reader = open();
                ResultWriter results = new ResultWriter(
                        new BufferedOutputStream(Files.newOutputStream(batch.resultFile()), 1 << 16),
                        job.spec().contentType())) {
            BatchReader.RowGroup group = reader.next();
            while (!group.rows().isEmpty()) {
                execute(group, results);
                group = reader.next();
            }
        }
    }

    /** Nothing of a batch is saved if it is not well-formed, or if it has no rows or too many. */
    private void check() throws IOException, BulkFailure {
        int rows = 0;
        try (BatchReader reader = open()) {
            BatchReader.RowGroup group = reader.next();
            while (!group.rows().isEmpty()) {
                rows += group.rows().size();
                group = reader.next();
            }
        }
        if (rows == 0) {
            throw BulkFailure.invalidBatch("Records not found");
        }
        if (rows > MAX_ROWS) {
            throw BulkFailure.invalidBatch("Exceeded max records limit of " + MAX_ROWS + " records");
        }
    }

    private BatchReader open() throws IOException, BulkFailure {
        InputStream in = new BufferedInputStream(Files.newInputStream(batch.requestFile()), 1 << 16);
        return switch (job.spec().contentType()) {
            case CSV -> new CsvBatchReader(in);
            case XML -> new XmlBatchReader(in);
            case JSON -> new JsonBatchReader(in);
        };
    }

    private void execute(BatchReader.RowGroup group, ResultWriter results) throws IOException, BulkFailure {
        long start = System.nanoTime();
        if (request == null || !header.equals(group.header())) {
            header = group.header();
            request = request(header);
        }
        Work work = new Work(
                job.id(), job.spec().object(), ++chunks, () -> job.state().equals("Aborted"));
        List<RowResult> done = runner.run(work, request, group.rows());
        int failed = 0;
        for (RowResult result : done) {
            results.write(result);
            failed += result.success() ? 0 : 1;
        }
        batch.count(done.size(), failed, (System.nanoTime() - start) / 1_000_000);
    }

    private DmlRequest request(List<String> names) throws BulkFailure {
        ClassicSpec spec = job.spec();
        ObjectType object = schema.object(spec.object());
        if (object == null) {
            throw BulkFailure.invalidBatch("Unable to find object: " + spec.object());
        }
        Operation operation = operation(spec.operation());
        FieldDefinition key = spec.externalIdFieldName() == null ? null : object.field(spec.externalIdFieldName());
        return new DmlRequest(
                object,
                operation,
                key,
                new HeaderMapping(schema, object).columns(names, operation, key),
                CellForm.TEXT,
                DmlOptions.of(RecordId.parse(spec.owner().userId())).withAssignmentRule(spec.assignmentRuleId()));
    }

    private static Operation operation(String name) {
        return switch (name) {
            case "insert" -> Operation.INSERT;
            case "update" -> Operation.UPDATE;
            case "upsert" -> Operation.UPSERT;
            case "delete" -> Operation.DELETE;
            case "hardDelete" -> Operation.HARD_DELETE;
            default -> throw new IllegalArgumentException("no operation on rows: " + name);
        };
    }
}
