/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncResultTest {

    private static SyncResult result(SyncTotals totals, Duration elapsed, Api api) {
        return new SyncResult(
                "r1",
                Operation.UPSERT,
                "Account",
                api,
                "local org http://127.0.0.1:1",
                totals.finalStatus(),
                totals,
                Instant.EPOCH,
                elapsed,
                7,
                2,
                List.of("750A"),
                List.of(new RecordOutcome(
                        3, 4, OutcomeKind.REJECTED, null, List.of(new RecordError("C", "m", List.of("F"))))),
                null,
                "",
                Stream::empty,
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,0,SUCCESS,0.0",
        "3,0,0,0,SUCCESS,100.0",
        "0,0,2,0,FAILED,0.0",
        "1,0,1,0,PARTIAL,50.0",
        "0,1,0,3,PARTIAL,25.0",
        "0,0,0,1,FAILED,0.0"
    })
    void judges_a_run_by_its_totals(
            long created, long updated, long rejected, long unprocessed, SyncStatus status, double rate) {
        SyncTotals totals = new SyncTotals(created, updated, 0, 0, rejected, unprocessed, 0);

        assertThat(totals.finalStatus()).isEqualTo(status);
        assertThat(result(totals, Duration.ZERO, Api.BULK2).successRate()).isEqualTo(rate);
    }

    @Test
    void the_rate_counts_what_was_processed() throws IOException {
        SyncResult result = result(new SyncTotals(4, 0, 0, 0, 2, 10, 0), Duration.ofSeconds(2), Api.BULK2);

        assertThat(result.recordsPerSecond()).isEqualTo(3.0);
        assertThat(result(SyncTotals.NONE, Duration.ofSeconds(2), null).recordsPerSecond())
                .isZero();
        assertThat(result(new SyncTotals(1, 0, 0, 0, 0, 0, 0), Duration.ZERO, null)
                        .recordsPerSecond())
                .isZero();
        try (Stream<RecordOutcome> outcomes = result.openOutcomes()) {
            assertThat(outcomes).isEmpty();
        }
    }

    @Test
    void totals_add_up() {
        SyncTotals totals = new SyncTotals(1, 2, 3, 4, 5, 6, 7).plus(new SyncTotals(1, 1, 1, 1, 1, 1, 1));

        long sum = 0;
        for (OutcomeKind kind : OutcomeKind.values()) {
            sum += totals.of(kind);
        }
        assertThat(sum).isEqualTo(totals.total()).isEqualTo(35);
        assertThat(totals.processed()).isEqualTo(20);
    }

    @Test
    void becomes_json_with_its_figures_and_errors() throws IOException {
        JsonNode json = new JsonMapper()
                .readTree(SyncResultJson.of(
                        result(new SyncTotals(4, 0, 0, 0, 2, 0, 0), Duration.ofSeconds(2), Api.BULK2)));

        assertThat(json.path("status").asText()).isEqualTo("PARTIAL");
        assertThat(json.path("operation").asText()).isEqualTo("upsert");
        assertThat(json.path("api").asText()).isEqualTo("bulk2");
        assertThat(json.path("created").asLong()).isEqualTo(4);
        assertThat(json.path("elapsedSeconds").asDouble()).isEqualTo(2.0);
        assertThat(json.at("/errors/0/outcome").asText()).isEqualTo("rejected");
        assertThat(json.at("/errors/0/errors/0/fields/0").asText()).isEqualTo("F");
    }

    @Test
    void operations_are_named_in_any_case() {
        assertThat(Operation.parse(" HARDdelete ")).isEqualTo(Operation.HARD_DELETE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operation.parse("merge"))
                .withMessage("operation must be one of insert, update, upsert, delete, hardDelete, was 'merge'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordOutcome(0, 0, OutcomeKind.CREATED, null, List.of()));
    }
}
