/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.contender;

import com.sforce.async.BatchInfo;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.OperationEnum;
import com.sforce.ws.ConnectorConfig;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Salesforce's own Java client: a Bulk 1.0 job, one batch for each file that is cut already, and the raw results. */
final class ForceWscLoad {
    private ForceWscLoad() {}

    /** Loads the files in {@code PARTS}. */
    public static void main(String[] args) throws Exception {
        ConnectorConfig config = new ConnectorConfig();
        config.setSessionId(Settings.login(HttpClient.newHttpClient()));
        config.setRestEndpoint(Settings.get("ORG_URL") + "/services/async/62.0");
        BulkConnection bulk = new BulkConnection(config);
        JobInfo job = new JobInfo();
        job.setObject("Account");
        job.setOperation(OperationEnum.insert);
        job.setContentType(ContentType.CSV);
        JobInfo created = bulk.createJob(job);
        List<BatchInfo> batches = new ArrayList<>();
        try (Stream<Path> parts = Files.list(Path.of(Settings.get("PARTS")))) {
            for (Path part : parts.sorted().toList()) {
                try (InputStream in = Files.newInputStream(part)) {
                    batches.add(bulk.createBatchFromStream(created, in));
                }
            }
        }
        bulk.closeJob(created.getId());
        for (BatchInfo batch : batches) {
            BatchInfo now = batch;
            while (now.getState() != BatchStateEnum.Completed) {
                Thread.sleep(20);
                now = bulk.getBatchInfo(created.getId(), batch.getId());
            }
            try (InputStream in = bulk.getBatchResultStream(created.getId(), batch.getId())) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
