/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeReader;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeSource;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the result of a run that is finished from the ledger. */
final class FinishedRun {
    private FinishedRun() {}

    /** The result, if the run is finished and its result is asked for. */
    static @Nullable SyncResult find(Parts parts, String runId) throws IOException {
        Ledger ledger = parts.ledger();
        if (ledger == null || parts.options().onFinishedRun() != OnFinishedRun.RETURN) {
            return null;
        }
        Optional<RunSummary> run = ledger.find(runId).filter(RunSummary::isFinished);
        return run.isPresent() && ledger.unpack(runId)
                ? result(run.get(), RunFolder.open(ledger.folder(), runId), parts)
                : null;
    }

    private static SyncResult result(RunSummary run, RunFolder folder, Parts parts) throws IOException {
        OutcomeSource source = () -> OutcomeReader.open(folder, position -> OutcomeKind.UNPROCESSED);
        RunTotals totals = new RunTotals();
        List<RecordOutcome> errors = new ArrayList<>();
        try (Stream<RecordOutcome> outcomes = source.open()) {
            outcomes.forEach(outcome -> {
                totals.add(outcome.kind(), 1);
                if (!outcome.kind().isSuccess() && errors.size() < SyncResult.MAX_ERRORS_IN_MEMORY) {
                    errors.add(outcome);
                }
            });
        }
        Instant start = Instant.parse(run.manifest().getOrDefault("startedAt", Instant.EPOCH.toString()));
        return new SyncResult(
                run.runId(),
                parts.options().operation(),
                parts.options().object(),
                Api.parse(run.manifest().getOrDefault("api", "")),
                run.manifest().getOrDefault("instanceUrl", ""),
                SyncStatus.valueOf(String.valueOf(run.status())),
                totals.snapshot(),
                start,
                Duration.between(start, run.changedAt()),
                0,
                0,
                run.jobs(),
                errors,
                null,
                "",
                source,
                false);
    }
}
