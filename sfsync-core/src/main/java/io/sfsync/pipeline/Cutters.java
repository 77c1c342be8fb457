/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.CollectionsJsonEncoder;
import io.sfsync.batch.DigestMatching;
import io.sfsync.batch.Manifest;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobRequest;
import io.sfsync.salesforce.collections.CollectionsCall;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what cuts and writes the batches of the API that was chosen, and says so in the log and the manifest. */
final class Cutters implements Intake.CutterFactory {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final String runId;
    private final Parts parts;
    private final RunPlan plan;
    private final RunTools tools;
    private final Lanes lanes;
    private final BatchNumbers numbers = new BatchNumbers();

    Cutters(String runId, Parts parts, RunPlan plan, RunTools tools, Lanes lanes) {
        this.runId = runId;
        this.parts = parts;
        this.plan = plan;
        this.tools = tools;
        this.lanes = lanes;
    }

    @Override
    public BatchCutter create(ApiChoice choice, long expectedTotal) throws IOException {
        Api api = Objects.requireNonNull(choice.api(), "the API is chosen");
        tools.progress().apiChosen(api);
        SyncOptions options = parts.options();
        LOG.info(
                "Run {}: {} {} over {} ({}), {} in flight, into {}",
                runId,
                options.operation().wireName(),
                plan.object().name(),
                api.optionName(),
                choice.because(),
                options.parallelism(),
                plan.org().displayName());
        writeManifest(api);
        return api == Api.COLLECTIONS ? collections() : bulk(expectedTotal);
    }

    @Override
    public long batches() {
        return numbers.count();
    }

    private BatchCutter bulk(long expectedTotal) {
        SyncOptions options = parts.options();
        Operation operation = options.operation();
        JobRequest job = new JobRequest(
                operation,
                plan.object().name(),
                plan.keyField(),
                options.assignmentRule().equals("none") ? null : options.assignmentRule(),
                options.headers());
        BulkJobClient jobs = new BulkJobClient(tools.client(), tools.client().withoutRetries(), job);
        String keyColumn = switch (operation) {
            case INSERT -> "";
            case UPSERT -> String.valueOf(plan.keyField());
            case UPDATE, DELETE, HARD_DELETE -> "Id";
        };
        LostJobs lost = new LostJobs(jobs, tools.progress());
        tools.state().atEnd(lost::sweep);
        BulkResults results = new BulkResults(jobs, new DigestMatching(), keyColumn, operation, tools);
        BulkJobWriter writer = new BulkJobWriter(jobs, results, tools, lost, parts.clock());
        boolean mayDivert = options.api() == null && operation != Operation.HARD_DELETE;
        JobSizes sizes = new JobSizes(options.jobRows(), options.parallelism(), expectedTotal);
        boolean keepRows = tools.settler().wantsRows() || parts.workDirectory() != null;
        return new BulkCutter(tools, lanes, writer, sizes, keepRows, numbers, mayDivert ? collections() : null);
    }

    private void writeManifest(Api api) throws IOException {
        SyncOptions options = parts.options();
        new Manifest()
                .put("runId", runId)
                .put("operation", options.operation().wireName())
                .put("object", plan.object().name())
                .put("externalIdField", String.valueOf(plan.keyField()))
                .put("api", api.optionName())
                .put("nulls", options.nulls().name())
                .put("mapping", parts.mapping().fingerprint())
                .put("organizationId", plan.org().organizationId())
                .put("instanceUrl", plan.org().instanceUrl().toString())
                .put("apiVersion", parts.connection().apiVersion())
                .put("startedAt", parts.clock().instant().toString())
                .write(tools.folder());
    }

    private BatchCutter collections() {
        SyncOptions options = parts.options();
        CollectionsCall call = new CollectionsCall(
                tools.client(),
                options.operation(),
                plan.object().name(),
                plan.keyField(),
                collectionsHeaders(options),
                options.allOrNone());
        return new CollectionsCutter(
                tools,
                lanes,
                new CollectionsWriter(call, options, tools.retries(), tools.state()),
                new CollectionsJsonEncoder(plan.object().name(), options.nulls()),
                options.batchSize() == 0 ? CollectionsCall.MAX_RECORDS : options.batchSize(),
                numbers);
    }

    /** Without the header the org would apply the active assignment rule, which Bulk jobs do not. */
    private static Map<String, String> collectionsHeaders(SyncOptions options) {
        Map<String, String> headers = new HashMap<>(options.headers());
        headers.put(
                "Sforce-Auto-Assign",
                switch (options.assignmentRule()) {
                    case "none" -> "FALSE";
                    case "active" -> "TRUE";
                    default -> options.assignmentRule();
                });
        return headers;
    }
}
