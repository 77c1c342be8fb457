/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.mapping.FieldMapping;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.NotSentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ends a run before its first record, and what its end leaves. */
class RunEndsTest {
    private static final SyncOptions INSERT =
            SyncOptions.builder(Operation.INSERT, "Account").build();

    private final FakeOrg org = new FakeOrg();

    @Test
    void a_run_that_broke_before_its_first_record_is_no_success() {
        FakeOrg away = new FakeOrg((request, body) -> {
            throw new NotSentException("nobody there", true, new IOException("refused"));
        });
        SyncException broken = catchThrowableOfType(
                SyncException.class,
                pipeline(away).prepare(RecordReaders.ofObjects(List.of(Map.of("Name", "A1"))))::execute);

        assertThat(broken.result().totals().total()).isZero();
        assertThat(broken.result().status()).isEqualTo(SyncStatus.FAILED);
    }

    @Test
    void a_column_that_a_mapping_needs_and_the_source_lacks_is_one_error_and_nothing_is_sent() throws Exception {
        SyncPipeline pipeline = SyncPipeline.builder(org, INSERT)
                .mapping(FieldMapping.builder().field("Name").from("Securty").build())
                .build();
        SyncRun run = pipeline.prepare(RecordReaders.csv(new StringReader("Security\n3M\nAcme\n"), CsvFormat.DEFAULT));
        SyncException broken = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(broken)
                .hasMessageContaining("field Name: the source has no column 'Securty', did you mean 'Security'?");
        assertThat(broken.result().totals().total()).isZero();
        assertThat(org.requests()).isEmpty();
    }

    @Test
    void columns_without_records_are_checked_too() throws Exception {
        SyncRun run = pipeline(org).prepare(RecordReaders.csv(new StringReader("Name,Nmae\n"), CsvFormat.DEFAULT));

        assertThat(catchThrowableOfType(SyncException.class, run::execute))
                .hasMessageContaining("has no field 'Nmae', did you mean 'Name'?");
    }

    @Test
    void a_run_that_is_discarded_after_its_end_is_closed_once() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SyncRun run = pipeline(org).prepare(RecordReaders.ofObjects(List.of(Map.of("Name", "A1"))));
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            run.execute();
            run.discard();
        } finally {
            System.setErr(before);
        }

        // other tests, which run beside this one, print as well
        assertThat(printed.toString(UTF_8).lines().filter(line -> line.contains(run.runId())))
                .isNotEmpty()
                .noneMatch(line -> line.contains("WARN"));
    }

    private static SyncPipeline pipeline(FakeOrg org) {
        return SyncPipeline.builder(org, INSERT).sleeper(duration -> {}).build();
    }
}
