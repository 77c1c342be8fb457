/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says about a run.
 *
 * @param runId its id
 * @param folder where it is kept
 * @param manifest what it is: operation, object, organizationId and so on, by name
 * @param changedAt when something was written last
 * @param status how it ended, {@code null} while it can go on
 * @param aborted why it was given up, {@code null} where it was not
 * @param records how many records the source has, -1 while it was not read to its end
 * @param jobs the ids of its jobs
 * @param batches the last step of each Bulk batch, by number, with its job
 * @param inDoubt records of calls that were sent; those without an outcome may have been saved
 */
public record RunSummary(
        String runId,
        Path folder,
        Map<String, String> manifest,
        Instant changedAt,
        @Nullable String status,
        @Nullable String aborted,
        long records,
        List<String> jobs,
        List<JournalEntry> batches,
        List<PositionRanges> inDoubt) {
    public RunSummary {
        manifest = Map.copyOf(manifest);
        jobs = List.copyOf(jobs);
        batches = List.copyOf(batches);
        inDoubt = List.copyOf(inDoubt);
    }

    /** Whether it is not finished, and nobody has given it up. */
    public boolean canGoOn() {
        return status == null && aborted == null;
    }

    /** The Bulk batches whose records are not all settled. */
    public List<JournalEntry> openBatches() {
        return batches.stream()
                .filter(entry -> entry.step() != BatchStep.SETTLED)
                .toList();
    }

    /** Whether it came to its end. */
    public boolean isFinished() {
        return status != null;
    }
}
