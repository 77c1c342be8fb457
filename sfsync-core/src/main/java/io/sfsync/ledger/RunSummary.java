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
 * @param records how many records the source has, -1 while it was not read to its end
 * @param jobs the ids of its jobs
 * @param openBatches Bulk batches whose records are not all settled, by number, with job and step
 */
public record RunSummary(
        String runId,
        Path folder,
        Map<String, String> manifest,
        Instant changedAt,
        @Nullable String status,
        long records,
        List<String> jobs,
        List<JournalEntry> openBatches) {
    public RunSummary {
        manifest = Map.copyOf(manifest);
        jobs = List.copyOf(jobs);
        openBatches = List.copyOf(openBatches);
    }

    /** Whether it came to its end. */
    public boolean isFinished() {
        return status != null;
    }
}
