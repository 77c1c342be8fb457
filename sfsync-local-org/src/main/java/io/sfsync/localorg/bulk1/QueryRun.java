/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.BulkIds;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.soql.Export;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.soql.syntax.SoqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Processes a batch that is a query; with a chunk size its answer is split into batches of their own. Used once, by one thread. */
final class QueryRun {
    private final ClassicJob job;
    private final ClassicBatch batch;
    private final OrgSchema schema;
    private final SoqlEngine soql;
    private final BulkIds ids;

    QueryRun(ClassicJob job, ClassicBatch batch, OrgSchema schema, SoqlEngine soql, BulkIds ids) {
        this.job = job;
        this.batch = batch;
        this.schema = schema;
        this.soql = soql;
        this.ids = ids;
    }

    void run() throws IOException, BulkFailure {
        String query = Files.readString(batch.requestFile()).strip();
        Export whole = export(query);
        if (job.spec().chunkSize() == 0) {
            run(whole, batch);
            return;
        }
        List<String> chunks = new KeyRanges(soql, context(), job.spec()).cut(query);
        List<ClassicBatch> parts = new ArrayList<>();
        for (String chunk : chunks) {
            ClassicBatch part = job.addBatch(ids.batch(), batch.requestType());
            Files.writeString(part.requestFile(), chunk);
            parts.add(part);
        }
        batch.move(BatchState.InProgress, BatchState.NotProcessed);
        for (int i = 0; i < chunks.size(); i++) {
            if (parts.get(i).move(BatchState.Queued, BatchState.InProgress)) {
                run(export(chunks.get(i)), parts.get(i));
            }
        }
    }

    private void run(Export export, ClassicBatch target) throws IOException {
        try (QueryTarget file = new QueryTarget(job.spec().contentType(), export.columns(), begin(target))) {
            if (job.spec().contentType() == ContentType.CSV) {
                export.rows(file::row);
            } else {
                export.pages(file::page);
            }
        }
    }

    private ClassicBatch begin(ClassicBatch part) {
        part.resultIds(List.of(ids.result()));
        return part;
    }

    private QueryContext context() {
        return QueryContext.of(schema, job.spec().apiVersion().toString())
                .withDeleted(job.spec().operation().equals("queryAll"));
    }

    private Export export(String query) throws BulkFailure {
        Export export;
        try {
            export = soql.export(query, context());
        } catch (SoqlException e) {
            throw refused(e);
        }
        if (!export.object().equals(job.spec().object())) {
            throw BulkFailure.invalidBatch(
                    "Failed to process query: INVALID_TYPE_FOR_OPERATION: The root entity of the requested query ("
                            + export.object() + ") does not match the entity of the requested Bulk API Job ("
                            + job.spec().object() + ").");
        }
        return export;
    }

    /** What only the Bulk APIs refuse has codes of its own here (asserted by StevenMMortimer/salesforcer against a real org). */
    private static BulkFailure refused(SoqlException e) {
        boolean byBulk = e.errorCode().equals("API_ERROR");
        if (byBulk && e.text().startsWith("Aggregate Relationships")) {
            return new BulkFailure("FeatureNotEnabled", e.text().replace("Bulk V2 Query", "Bulk Query"));
        }
        String code = byBulk ? "FUNCTIONALITY_NOT_ENABLED" : e.errorCode();
        return BulkFailure.invalidBatch("Failed to process query: " + code + ": " + e.text());
    }
}
