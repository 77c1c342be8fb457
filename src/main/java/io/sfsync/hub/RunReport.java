/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words for a person, or JSON for a program, about how a run ended. */
final class RunReport {
    private static final int ERRORS_SHOWN = 3;

    private final SyncResult result;
    private final Path errorFile;

    /**
     * @param errorFile where records went that did not succeed; it exists only if there were any
     */
    RunReport(SyncResult result, Path errorFile) {
        this.result = result;
        this.errorFile = errorFile;
    }

    /** The figures, the first errors and where the rest is. */
    List<String> lines() {
        SyncTotals totals = result.totals();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s %s -> %s: %,d records: %,d created, %,d updated, %,d deleted, %,d rejected, %,d unprocessed, %,d unknown",
                result.status(),
                result.operation().wireName(),
                result.object(),
                result.org(),
                totals.total(),
                totals.created(),
                totals.updated(),
                totals.deleted(),
                totals.rejected(),
                totals.unprocessed(),
                totals.unknown()));
        lines.add(String.format(
                Locale.ROOT,
                "%,d requests, %.1f s, %,.0f records/s, run %s",
                result.requests(),
                result.elapsed().toMillis() / 1000.0,
                result.recordsPerSecond(),
                result.runId()));
        result.firstErrors().stream().limit(ERRORS_SHOWN).map(RunReport::line).forEach(lines::add);
        if (Files.exists(errorFile)) {
            lines.add("all of them, with the source columns: " + errorFile);
        }
        return lines;
    }

    private static String line(RecordOutcome outcome) {
        RecordError error = outcome.errors().isEmpty()
                ? RecordError.of(outcome.kind().name(), "")
                : outcome.errors().get(0);
        return "  line " + outcome.line() + ": " + error.code() + " " + error.message();
    }

    /** The figures as one JSON object. */
    String json() {
        Map<String, Object> map = new LinkedHashMap<>(result.toMap());
        map.put("errorFile", Files.exists(errorFile) ? errorFile.toString() : "");
        try {
            return JsonMapper.builder().build().writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result of run " + result.runId() + " can't be written as JSON", e);
        }
    }
}
