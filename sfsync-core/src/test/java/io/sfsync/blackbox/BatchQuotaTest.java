/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.outcome.Api;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An org that allows few batches of the Bulk APIs in 24 hours, nine of them above the reserve. */
class BatchQuotaTest {
    private static final int RECORDS = 120;
    private static final int ABOVE_RESERVE = 90;

    private final Shifted clock = new Shifted();

    /** The clock of the org, which a test may set forward. */
    private static final class Shifted extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @ParameterizedTest
    @CsvSource({"BULK1", "BULK2"})
    void a_run_parks_before_it_eats_the_reserve_of_batches_and_goes_on_a_day_later(Api api) throws Exception {
        try (TestOrg test = TestOrg.startWithBatches(10, clock)) {
            SyncRun run = pipeline(test, options(api)).prepare(RecordReaders.ofObjects(TestOrg.accounts("q", RECORDS)));
            SyncException parked = catchThrowableOfType(SyncException.class, run::execute);

            assertThat(parked.awaitsRoom()).isTrue();
            assertThat(parked)
                    .hasMessageContaining("10 batches of the Bulk APIs")
                    .hasMessageContaining("apiReserve=10%");
            assertThat(parked.result().totals().created()).isEqualTo(ABOVE_RESERVE);
            assertThat(test.openJobs()).isZero();
            clock.ahead = Duration.ofHours(25);
            assertThat(run.execute().totals().created()).isEqualTo(RECORDS);
            assertThat(test.count("q")).isEqualTo(RECORDS);
        }
    }

    private static SyncOptionsBuilder options(Api api) {
        SyncOptionsBuilder options = TestOrg.insert().api(api).pollInterval(Duration.ofMillis(5));
        return api == Api.BULK1 ? options.batchSize(10) : options.jobRows(10);
    }

    private static SyncPipeline pipeline(TestOrg test, SyncOptionsBuilder options) {
        return SyncPipeline.builder(test.renewingConnection(Duration.ofMinutes(1)), options.build())
                .build();
    }
}
