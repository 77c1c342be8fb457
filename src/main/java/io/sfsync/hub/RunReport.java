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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final RunLedger ledger;

    /**
     * @param errorFile where records went that did not succeed; it is made only if there were any
     * @param ledger where the run may be written down
     */
    RunReport(SyncResult result, Path errorFile, RunLedger ledger) {
        this.result = result;
        this.errorFile = errorFile;
        this.ledger = ledger;
    }

    /** The figures, the first errors and where the rest is. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(result.status() + ": " + result.operation().wireName() + " " + result.object() + " -> "
                + (result.org().isEmpty() ? "an org that did not answer" : result.org()) + ": " + figures());
        lines.add(String.format(
                Locale.ROOT,
                "%s, %.1f s, %,.0f records/s, run %s",
                Count.of(result.requests(), "request"),
                result.elapsed().toMillis() / 1000.0,
                result.recordsPerSecond(),
                result.runId()));
        result.firstErrors().stream().limit(ERRORS_SHOWN).map(RunReport::line).forEach(lines::add);
        if (isOfThisRun(errorFile)) {
            lines.add("all of them, with the source columns: " + errorFile);
        }
        if (result.stopReason() != null && isInLedger()) {
            lines.add("what became of each record that was read: " + ledger.command("show", result.runId())
                    + " --outcomes");
        }
        return lines;
    }

    private boolean isInLedger() throws IOException {
        return ledger.ledger().find(result.runId()).isPresent();
    }

    private String figures() {
        return RunText.figures(result.totals());
    }

    /** A file of an earlier run may have the same name. */
    private boolean isOfThisRun(Path file) {
        try {
            Instant earliest = result.startedAt().truncatedTo(ChronoUnit.SECONDS);
            return result.totals().failed() > 0
                    && Files.isRegularFile(file)
                    && !Files.getLastModifiedTime(file).toInstant().isBefore(earliest);
        } catch (IOException e) {
            return false;
        }
    }

    private static String line(RecordOutcome outcome) {
        RecordError error = outcome.errors().isEmpty()
                ? RecordError.of(outcome.kind().name(), "")
                : outcome.errors().get(0);
        return Excerpt.of("  line " + outcome.line() + ": " + error.code() + " " + error.message());
    }

    /** The figures as one JSON object. */
    String json() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>(result.toMap());
        map.put("errorFile", isOfThisRun(errorFile) ? errorFile.toString() : "");
        map.put(
                "runFolder",
                isInLedger()
                        ? ledger.ledger()
                                .folder()
                                .resolve(result.runId())
                                .toAbsolutePath()
                                .toString()
                        : "");
        try {
            return JsonMapper.builder().build().writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result of run " + result.runId() + " can't be written as JSON", e);
        }
    }
}
