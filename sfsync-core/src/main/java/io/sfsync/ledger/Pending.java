/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import io.sfsync.batch.PositionMap;
import io.sfsync.batch.RunFolder;
import io.sfsync.outcome.OutcomeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What records without an outcome count as: unknown where Salesforce may have taken them, else unprocessed. */
record Pending(List<PositionMap> handedOver, List<PositionRanges> inDoubt) {
    static Pending of(RunSummary run, RunFolder folder) throws IOException {
        List<PositionMap> handedOver = new ArrayList<>();
        for (JournalEntry entry : run.openBatches()) {
            BatchStep step = entry.step();
            String prefix = entry.round() > 1 ? entry.round() + "." : "";
            Path places = folder.batch(entry.batch(), prefix + "positions");
            if (step != null && step.isHandedOver() && Files.exists(places)) {
                handedOver.add(PositionMap.read(places));
            }
        }
        return new Pending(handedOver, run.inDoubt());
    }

    OutcomeKind kind(long position) {
        boolean taken = handedOver.stream().anyMatch(batch -> batch.contains(position))
                || inDoubt.stream().anyMatch(ranges -> ranges.contains(position));
        return taken ? OutcomeKind.UNKNOWN : OutcomeKind.UNPROCESSED;
    }
}
