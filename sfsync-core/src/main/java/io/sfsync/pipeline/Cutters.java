/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.BatchRecords;
import io.sfsync.batch.CollectionsJsonEncoder;
import io.sfsync.batch.DigestMatching;
import io.sfsync.batch.Manifest;
import io.sfsync.check.CheckException;
import io.sfsync.check.Shape;
import io.sfsync.order.DuplicateKeys;
import io.sfsync.order.DuplicateSearch;
import io.sfsync.order.SortedRecords;
import io.sfsync.order.Spool;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.record.Header;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.bulk1.Bulk1Client;
import io.sfsync.salesforce.bulk1.Bulk1JobRequest;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobRequest;
import io.sfsync.salesforce.collections.CollectionsCall;
import io.sfsync.salesforce.query.KeyQuery;
import io.sfsync.schema.FieldSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what cuts and writes the batches of the API that was chosen, and says so in the log and the manifest. */
final class Cutters implements Intake.CutterFactory {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    /** The most rows and bytes of a batch (Bulk API Developer Guide, Bulk API Limits). */
    private static final int BULK1_MAX_ROWS = 10_000;

    /** Where {@code batchSize=auto} starts. */
    private static final int BULK1_START = 2_000;

    private static final long BULK1_MAX_BYTES = 10_000_000;

    /** Half of what a Bulk job puts into one transaction. */
    private static final int SMALL_CALL = 100;

    private final String runId;
    private final Parts parts;
    private final RunPlan plan;
    private final RunTools tools;
    private final Lanes lanes;
    private final BatchNumbers numbers = new BatchNumbers();
    private @Nullable LostInserts lostInserts;

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
        Resumption resumption = tools.resumption();
        if (resumption == null || resumption.api() == null) {
            writeManifest(api);
        } else {
            numbers.startAfter(resumption.history().last());
        }
        if (options.dryRun() != DryRun.OFF) {
            Forecasts forecasts = new Forecasts(plan, options, tools);
            BatchCutter dry =
                    new DryRunCutter(tools, options.dryRun() == DryRun.LOCAL ? forecasts.local() : forecasts.lookup());
            return options.duplicateKeys() == DuplicateKeys.SEND ? dry : unique(dry, true);
        }
        new LimitsQuestion(tools, parts.knowledge().limits()).before(api);
        tools.progress().forecast(forecast(api, expectedTotal));
        BatchCutter target = switch (api) {
            case COLLECTIONS -> collections();
            case BULK1 -> bulk1();
            case BULK2 -> bulk2(expectedTotal);
        };
        boolean keepCells = tools.settler().wantsRows() || tools.book().isKept();
        boolean inserts = options.operation() == Operation.INSERT || options.operation() == Operation.UPSERT;
        BatchCutter locked = locked(target, keepCells);
        BatchCutter placed = inserts ? waves(locked, keepCells) : locked;
        return options.duplicateKeys() == DuplicateKeys.SEND ? placed : unique(placed, keepCells);
    }

    private BatchCutter locked(BatchCutter target, boolean keepCells) {
        LockFields fields = plan.locks();
        if (fields == null) {
            return target;
        }
        LOG.info("Run {}: records are kept together by {}", runId, fields.names());
        return new LockCutter(tools, target, fields, () -> new SortedRecords(tools.folder(), "locks", keepCells));
    }

    private BatchCutter waves(BatchCutter target, boolean keepCells) throws IOException {
        String object = plan.object().name();
        SelfLookups lookups = new SelfLookups(plan.object());
        CollectionsCall update = new CollectionsCall(
                tools.client(), Operation.UPDATE, object, null, collectionsHeaders(parts.options()), false);
        Linker linker = new Linker(
                tools,
                update,
                new CollectionsJsonEncoder(object, parts.options().nulls()),
                lookups,
                new Spool(tools.folder(), "links", keepCells));
        return new WaveCutter(tools, lanes, target, lookups, linker, keepCells);
    }

    private BatchCutter unique(BatchCutter target, boolean keepCells) throws IOException {
        return new DuplicateCutter(
                tools,
                target,
                new Spool(tools.folder(), "keyed", keepCells),
                plan.keyForm(),
                new DuplicateSearch(tools.folder(), parts.options().duplicateKeys()));
    }

    private Forecast forecast(Api api, long records) {
        int asked = parts.options().batchSize();
        long batch = switch (api) {
            case COLLECTIONS -> asked > 0 ? Math.min(asked, CollectionsCall.MAX_RECORDS) : CollectionsCall.MAX_RECORDS;
            case BULK1 -> asked > 0 ? asked : BULK1_MAX_ROWS;
            case BULK2 ->
                new JobSizes(parts.options().jobRows(), parts.options().parallelism(), records).onAverage(records);
        };
        return new Forecast(runId, api, records, batch, parts.knowledge().limits());
    }

    @Override
    public long batches() {
        return numbers.count();
    }

    private BatchCutter bulk2(long expectedTotal) throws IOException {
        SyncOptions options = parts.options();
        Operation operation = options.operation();
        JobRequest job =
                new JobRequest(operation, plan.object().name(), plan.keyField(), assignmentRuleId(), options.headers());
        BulkJobClient jobs =
                new BulkJobClient(tools.client(), tools.client().withoutRetries(), job, options.compression());
        String keyColumn = switch (operation) {
            case INSERT -> "";
            case UPSERT -> String.valueOf(plan.keyField());
            case UPDATE, DELETE, HARD_DELETE -> "Id";
        };
        LostJobs lost = new LostJobs(new JobFinders.Bulk2(jobs), tools.progress());
        tools.state().atEnd(lost::sweep);
        Bulk2Results results = new Bulk2Results(jobs, new DigestMatching(), keyColumn, tools);
        BulkWriter writer = new Bulk2Writer(jobs, results, tools, lost, parts.clock());
        JobSizes sizes = new JobSizes(options.jobRows(), options.parallelism(), expectedTotal);
        return bulk(writer, sizes::rows, options.jobBytes());
    }

    private BatchCutter bulk1() throws IOException {
        SyncOptions options = parts.options();
        Bulk1JobRequest request = new Bulk1JobRequest(
                options.operation(),
                plan.object().name(),
                plan.keyField(),
                options.concurrencyMode(),
                assignmentRuleId(),
                options.headers());
        OrgClient once = tools.client().withoutRetries();
        Bulk1Client client = new Bulk1Client(tools.client(), once, request, options.compression());
        BulkJobClient listing = new BulkJobClient(
                tools.client(),
                once,
                new JobRequest(options.operation(), plan.object().name(), plan.keyField(), null, options.headers()),
                options.compression());
        LostJobs lost = new LostJobs(new JobFinders.Bulk1(listing, client), tools.progress());
        tools.state().atEnd(lost::sweep);
        Bulk1Jobs jobs = new Bulk1Jobs(client, tools.progress(), lost, parts.clock());
        tools.state().atEveryEnd(jobs::closeAll);
        WidthFinder width = WidthFinder.of(parts, plan, tools, Api.BULK1, BULK1_START, BULK1_MAX_ROWS, BULK1_MAX_ROWS);
        BulkWriter writer = new Bulk1Writer(
                client, jobs, new Bulk1Results(client, mayInsert(), tools), width, tools, parts.clock());
        return bulk(writer, number -> width.records(), Math.min(options.jobBytes(), BULK1_MAX_BYTES));
    }

    private BatchCutter bulk(BulkWriter writer, LongUnaryOperator sizes, long maxBytes) throws IOException {
        SyncOptions options = parts.options();
        boolean mayDivert = options.api() == null && options.operation() != Operation.HARD_DELETE;
        Resumption resumption = tools.resumption();
        BulkCutter.SmallCallsFactory smallCalls = smallCalls();
        if (resumption != null) {
            resumption.restore(writer, tools, smallCalls).forEach(lanes::takeUp);
        }
        boolean keepRows = tools.settler().wantsRows() || tools.book().isKept();
        return new BulkCutter(
                tools, lanes, writer, smallCalls, sizes, maxBytes, keepRows, numbers, mayDivert ? collections() : null);
    }

    /** Only the Bulk APIs delete for good: what they refuse goes again in jobs. */
    private BulkCutter.SmallCallsFactory smallCalls() {
        if (parts.options().operation() == Operation.HARD_DELETE) {
            return (number, body) -> null;
        }
        WidthFinder width = WidthFinder.of(plan.object().name(), SMALL_CALL, CollectionsCall.MAX_RECORDS);
        CollectionsWriter writer = writer(width);
        return (number, body) -> {
            try {
                Shape shape = plan.check().shape(Header.of(BatchRecords.columns(body)));
                return new SmallCalls(number, shape, writer, filling(writer, width), tools);
            } catch (CheckException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    private boolean mayInsert() {
        Operation operation = parts.options().operation();
        return operation == Operation.INSERT || (operation == Operation.UPSERT && "Id".equals(plan.keyField()));
    }

    private @Nullable String assignmentRuleId() {
        String rule = parts.options().assignmentRule();
        return rule.equals("none") ? null : rule;
    }

    private void writeManifest(Api api) throws IOException {
        Manifest manifest = new Manifest();
        plan.manifest(runId, parts).forEach(manifest::put);
        manifest.put("api", api.optionName())
                .put("startedAt", parts.clock().instant().toString())
                .write(tools.folder());
    }

    private BatchCutter collections() {
        int most = CollectionsCall.MAX_RECORDS;
        WidthFinder width = WidthFinder.of(parts, plan, tools, Api.COLLECTIONS, most, most, most);
        CollectionsWriter writer = writer(width);
        return new CollectionsCutter(
                tools,
                lanes,
                writer,
                filling(writer, width),
                width,
                numbers,
                parts.options().ordered() ? plan.keyForm() : null);
    }

    private CollectionsFilling filling(CollectionsWriter writer, WidthFinder width) {
        CollectionsJsonEncoder encoder =
                new CollectionsJsonEncoder(plan.object().name(), parts.options().nulls());
        return new CollectionsFilling(writer, encoder, width, tools.resumption());
    }

    private CollectionsWriter writer(WidthFinder width) {
        SyncOptions options = parts.options();
        CollectionsCall call = new CollectionsCall(
                tools.client(),
                options.operation(),
                plan.object().name(),
                plan.keyField(),
                collectionsHeaders(options),
                options.allOrNone());
        LostInserts known = lostInserts;
        if (known == null) {
            known = lostInserts();
            lostInserts = known;
        }
        return new CollectionsWriter(call, options, tools.retries(), tools.state(), known, width);
    }

    private LostInserts lostInserts() {
        String field = plan.object().fields().stream()
                .filter(schema ->
                        schema.unique() && schema.isKey() && schema.type().equals("string"))
                .map(FieldSchema::name)
                .findFirst()
                .orElse(null);
        Resumption resumption = tools.resumption();
        Instant startedAt = resumption == null ? parts.clock().instant() : resumption.startedAt();
        return new LostInserts(new KeyQuery(tools.client(), plan.object().name()), field, startedAt, tools.log());
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
