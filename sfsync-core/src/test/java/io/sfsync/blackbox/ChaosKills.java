/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import io.sfsync.batch.OutcomeReader;
import io.sfsync.batch.PositionMap;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** When processes are killed, and in what state their journals tell they were. */
final class ChaosKills {
    static final Kill NONE = new Kill("none", 0, 0);

    private static final List<BatchStep> STEPS = List.of(
            BatchStep.PLANNED,
            BatchStep.OPEN,
            BatchStep.UPLOADING,
            BatchStep.UPLOADED,
            BatchStep.SENDING,
            BatchStep.CLOSED,
            BatchStep.IN_PROGRESS,
            BatchStep.READING,
            BatchStep.STORED);
    private static final List<BatchStep> BULK1_STEPS =
            List.of(BatchStep.PLANNED, BatchStep.SENDING, BatchStep.CLOSED, BatchStep.READING, BatchStep.STORED);
    private static final List<BatchStep> CALL_STEPS = List.of(BatchStep.SENDING, BatchStep.ANSWERED, BatchStep.STORED);
    private static final String HALF = "outcomes half stored";

    private final Map<String, Integer> counts = new TreeMap<>();
    private int total;

    /** A process that comes to this step for the n-th time lives on for some milliseconds. */
    record Kill(String step, int times, int millis) {}

    /** A kill in the state that had the fewest. */
    Kill next(Api api, Random random) {
        List<BatchStep> steps = switch (api) {
            case BULK2 -> STEPS;
            case BULK1 -> BULK1_STEPS;
            case COLLECTIONS -> CALL_STEPS;
        };
        BatchStep rarest = steps.get(random.nextInt(steps.size()));
        for (BatchStep step : steps) {
            if (counts.getOrDefault(step.name(), 0) < counts.getOrDefault(rarest.name(), 0)) {
                rarest = step;
            }
        }
        boolean late = rarest == BatchStep.READING || rarest == BatchStep.UPLOADING || rarest == BatchStep.IN_PROGRESS;
        int times = api == Api.COLLECTIONS ? 1 + random.nextInt(5) : 1 + random.nextInt(2);
        return new Kill(rarest.name(), times, late ? random.nextInt(30) : 0);
    }

    int total() {
        return total;
    }

    /** Counts the states that a killed process left its batches in. */
    void count(Ledger ledger) throws IOException {
        total++;
        for (RunSummary run : ledger.runs()) {
            BitSet pending = pending(RunFolder.open(ledger.folder(), run.runId()));
            run.openBatches().stream()
                    .map(entry -> String.valueOf(entry.step()))
                    .distinct()
                    .forEach(this::add);
            for (JournalEntry entry : run.openBatches()) {
                Path positions = run.folder().resolve(String.format("%06d.positions", entry.batch()));
                if (entry.step() == BatchStep.READING && isHalf(PositionMap.read(positions), pending)) {
                    add(HALF);
                }
            }
            if (run.openBatches().isEmpty()) {
                add("between batches, or in calls");
            }
        }
    }

    private static boolean isHalf(PositionMap positions, BitSet pending) {
        int left = 0;
        for (int i = 0; i < positions.size(); i++) {
            left += pending.get(Math.toIntExact(positions.position(i))) ? 1 : 0;
        }
        return left > 0 && left < positions.size();
    }

    private static BitSet pending(RunFolder run) throws IOException {
        BitSet pending = new BitSet();
        if (Files.exists(run.outcomes())) {
            try (Stream<RecordOutcome> outcomes = OutcomeReader.open(run, position -> {
                pending.set(Math.toIntExact(position));
                return OutcomeKind.UNKNOWN;
            })) {
                outcomes.forEach(outcome -> {});
            }
        }
        return pending;
    }

    private void add(String state) {
        counts.merge(state, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
