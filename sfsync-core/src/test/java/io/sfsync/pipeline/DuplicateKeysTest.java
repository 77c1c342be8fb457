/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.order.DuplicateKeys;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.SyncResult;
import io.sfsync.record.RecordReaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DuplicateKeysTest {
    private static final List<String> KEYS = List.of("a", "b", "A ", "c", "a");

    @TempDir
    private Path work;

    @ParameterizedTest(name = "{0} sends {1}")
    @CsvSource({"SEND, 1 2 3 4 5", "FIRST, 1 2 4", "LAST, 2 4 5", "REJECT, 2 4"})
    void decides_which_records_of_a_key_are_sent(DuplicateKeys policy, String sent) throws Exception {
        FakeOrg org = new FakeOrg();
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncResult result = SyncPipeline.builder(
                        org,
                        upsert().duplicateKeys(policy)
                                .failOn(FailOn.parse("never"))
                                .build())
                .errors(errors::addAll)
                .build()
                .sync(rows(KEYS));

        assertThat(names(org)).containsExactly(sent.split(" "));
        assertThat(result.totals().total()).isEqualTo(KEYS.size());
        assertThat(result.totals().rejected()).isEqualTo(KEYS.size() - sent.split(" ").length);
        assertThat(errors).hasSize((int) result.totals().rejected()).allSatisfy(error -> {
            assertThat(error.outcome().errors().get(0).code()).isEqualTo("SFSYNC_DUPLICATE_KEY");
            assertThat(error.source().get("Name"))
                    .isEqualTo(String.valueOf(error.outcome().row()));
        });
    }

    @Test
    void the_reason_names_the_other_records() throws Exception {
        assertThat(reason(DuplicateKeys.REJECT, 1)).isEqualTo("the same key is in record 3, 5 (duplicateKeys=reject)");
        assertThat(reason(DuplicateKeys.FIRST, 5))
                .isEqualTo("record 1 has the same key and comes first (duplicateKeys=first)");
        assertThat(reason(DuplicateKeys.LAST, 3))
                .isEqualTo("record 5 has the same key and comes last (duplicateKeys=last)");
    }

    private static String reason(DuplicateKeys policy, long row) throws Exception {
        SyncResult result = SyncPipeline.builder(
                        new FakeOrg(),
                        upsert().duplicateKeys(policy)
                                .failOn(FailOn.parse("never"))
                                .build())
                .build()
                .sync(rows(KEYS));
        return result.firstErrors().stream()
                .filter(outcome -> outcome.row() == row)
                .findFirst()
                .orElseThrow()
                .errors()
                .get(0)
                .message();
    }

    @ParameterizedTest
    @EnumSource(
            value = DuplicateKeys.class,
            names = {"FIRST", "LAST", "REJECT"})
    void a_run_that_another_process_goes_on_with_decides_as_the_first_did(DuplicateKeys policy) throws Exception {
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 50).mapToObj(i -> "k" + i % 40).toList());
        AtomicBoolean closed = new AtomicBoolean(true);
        FakeOrg org = new FakeOrg((request, body) ->
                closed.get() && body.contains("\"25\"") ? FakeOrg.error(403, "API_DISABLED_FOR_ORG") : null);
        SyncOptionsBuilder options = upsert().batchSize(10)
                .duplicateKeys(policy)
                .failOn(FailOn.parse("never"))
                .runId("again");
        SyncRun first = SyncPipeline.builder(org, options.build())
                .workDirectory(work)
                .build()
                .prepare(RecordReaders.ofObjects(rows(keys)));
        assertThat(catchThrowableOfType(SyncException.class, first::execute).reason())
                .isEqualTo(SyncException.Reason.BROKEN);
        first.discard();
        closed.set(false);
        SyncResult result = SyncPipeline.builder(org, options.build())
                .workDirectory(work)
                .build()
                .sync(rows(keys));

        assertThat(result.totals().total()).isEqualTo(50);
        assertThat(result.totals().rejected()).isEqualTo(policy == DuplicateKeys.REJECT ? 20 : 10);
        assertThat(names(org).stream().distinct()).hasSize(policy == DuplicateKeys.REJECT ? 30 : 40);
    }

    @Test
    void a_run_that_stops_counts_what_it_holds_back_as_unprocessed() {
        FakeOrg refusing =
                new FakeOrg((request, body) -> body.isEmpty() ? null : FakeOrg.results(List.of("INVALID_X")));
        SyncException stopped = catchThrowableOfType(
                SyncException.class,
                () -> SyncPipeline.builder(
                                refusing,
                                upsert().duplicateKeys(DuplicateKeys.FIRST)
                                        .batchSize(1)
                                        .stopOnError(true)
                                        .build())
                        .build()
                        .sync(rows(
                                IntStream.range(0, 3_000).mapToObj(i -> "k" + i).toList())));

        assertThat(stopped.reason()).isEqualTo(SyncException.Reason.STOPPED);
        assertThat(stopped.result().totals().rejected()).isEqualTo(1);
        assertThat(stopped.result().totals().unprocessed()).isEqualTo(2_999);
    }

    @Test
    void records_to_insert_have_no_key() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncOptions.builder(Operation.INSERT, "Account")
                        .duplicateKeys(DuplicateKeys.LAST)
                        .build())
                .withMessageStartingWith("duplicateKeys=last is about records with the same key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncOptions.builder(Operation.INSERT, "Account")
                        .ordered(true)
                        .build())
                .withMessageStartingWith("ordered=true is about records with the same key");
    }

    private static SyncOptionsBuilder upsert() {
        return SyncOptions.builder(Operation.UPSERT, "Account").externalIdField("Key__c");
    }

    private static List<Map<String, Object>> rows(List<String> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> Map.<String, Object>of("Key__c", keys.get(i), "Name", String.valueOf(i + 1)))
                .toList();
    }

    private static List<String> names(FakeOrg org) throws IOException {
        List<String> names = new ArrayList<>();
        for (String body : org.bodies()) {
            names.addAll(body.isEmpty() ? List.of() : FakeOrg.names(body));
        }
        return names;
    }
}
