/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.contender;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.LedgerSync;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncPipelineBuilder;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.Compression;
import io.sfsync.salesforce.HttpOrgConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;

/** The engine alone, without Camel. */
final class EngineLoad {
    private EngineLoad() {}

    /** Loads {@code FILE} over {@code API}. */
    public static void main(String[] args) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpOrgConnection connection =
                new HttpOrgConnection(client, URI.create(Settings.get("ORG_URL")), Settings.login(client), "62.0");
        SyncPipelineBuilder pipeline = SyncPipeline.builder(connection, options());
        String ledger = Settings.get("LEDGER", "");
        if (!ledger.isEmpty()) {
            pipeline.ledger(
                    Ledger.open(Path.of(ledger)).withSync(LedgerSync.valueOf(Settings.get("LEDGER_SYNC", "FORCE"))));
        }
        try (RecordReader records = RecordReaders.csv(Path.of(Settings.get("FILE")), CsvFormat.DEFAULT)) {
            SyncRun run = pipeline.build().prepare(records);
            SyncResult result = run.execute();
            System.out.println(result.totals() + ", " + result.requests() + " requests");
            run.discard();
        }
    }

    private static SyncOptions options() {
        SyncOptionsBuilder options = SyncOptions.builder(
                        Operation.parse(Settings.get("OPERATION", "insert")), "Account")
                .api(Api.parse(Settings.get("API")));
        options.compression(Compression.valueOf(Settings.get("COMPRESSION", "NONE")));
        String parallelism = Settings.get("PARALLELISM", "");
        if (!parallelism.isEmpty()) {
            options.parallelism(Integer.parseInt(parallelism));
        }
        String jobRows = Settings.get("JOB_ROWS", "");
        if (!jobRows.isEmpty()) {
            options.jobRows(Integer.parseInt(jobRows));
        }
        return options.build();
    }
}
