/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeReader;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeSource;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.outcome.SyncTotals;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Puts the figures of a run together, so that they add up at any time. */
final class RunAccount {
    private final String runId;
    private final Parts parts;
    private final RunTotals totals;
    private final LongAdder requests;
    private @Nullable Instant startedAt;
    private String org = "";
    private @Nullable RunFolder folder;
    private @Nullable LinkBook links;

    RunAccount(String runId, Parts parts, RunTotals totals, LongAdder requests) {
        this.runId = runId;
        this.parts = parts;
        this.totals = totals;
        this.requests = requests;
    }

    synchronized void started() {
        if (startedAt == null) {
            startedAt = parts.clock().instant();
        }
    }

    synchronized void prepared(String displayName, RunFolder runFolder, LinkBook linkBook) {
        links = linkBook;
        org = displayName;
        folder = runFolder;
    }

    /** The figures of the records that have an outcome. */
    SyncResult soFar(Progress progress, Settler settler) {
        SyncStatus status = startedAt == null ? SyncStatus.PENDING : SyncStatus.IN_PROGRESS;
        return result(status, totals.snapshot(), progress, settler, null, List.of());
    }

    /** The figures of all records that were read; what has no outcome is counted by what is known of its batch. */
    SyncResult complete(
            long read, List<Batch> unsettled, Progress progress, Settler settler, @Nullable String stopReason) {
        SyncTotals untold = SyncTotals.NONE;
        for (Batch batch : unsettled) {
            untold = untold.plus(batch.untold());
        }
        SyncTotals held = links == null ? SyncTotals.NONE : links.totals();
        SyncTotals known = totals.snapshot().plus(held).plus(untold);
        SyncTotals all = known.plus(new SyncTotals(0, 0, 0, 0, 0, read - known.total(), 0));
        return result(
                stopReason == null ? finalStatus(all, settler) : cutShort(all),
                all,
                progress,
                settler,
                stopReason,
                unsettled);
    }

    private static SyncStatus finalStatus(SyncTotals totals, Settler settler) {
        SyncStatus status = totals.finalStatus();
        return status == SyncStatus.SUCCESS && settler.incomplete() > 0 ? SyncStatus.PARTIAL : status;
    }

    /** A run that did not come to its end is no success, even if nothing of what it read was refused. */
    private static SyncStatus cutShort(SyncTotals totals) {
        return totals.succeeded() == 0 ? SyncStatus.FAILED : SyncStatus.PARTIAL;
    }

    private synchronized SyncResult result(
            SyncStatus status,
            SyncTotals figures,
            Progress progress,
            Settler settler,
            @Nullable String stopReason,
            List<Batch> unsettled) {
        Instant now = parts.clock().instant();
        Instant start = startedAt == null ? now : startedAt;
        return new SyncResult(
                runId,
                parts.options().operation(),
                parts.options().object(),
                progress.api(),
                org,
                status,
                figures,
                start,
                Duration.between(start, now),
                requests.sum(),
                progress.batches(),
                progress.jobIds(),
                settler.firstErrors(),
                stopReason,
                progress.width(),
                outcomes(folder, parts.ledger(), unsettled),
                parts.options().dryRun() != DryRun.OFF);
    }

    private static OutcomeSource outcomes(@Nullable RunFolder folder, @Nullable Ledger ledger, List<Batch> unsettled) {
        return () -> {
            if (folder == null) {
                throw new IOException("the run has not started: there are no outcomes");
            }
            if (ledger != null) {
                ledger.unpack(String.valueOf(folder.path().getFileName()));
            }
            return OutcomeReader.open(folder, position -> ofPending(unsettled, position));
        };
    }

    private static OutcomeKind ofPending(List<Batch> unsettled, long position) {
        return unsettled.stream()
                .filter(batch -> batch.contains(position))
                .map(batch -> batch.ofPending(position))
                .findFirst()
                .orElse(OutcomeKind.UNPROCESSED);
    }
}
