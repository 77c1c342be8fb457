/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReaders;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkRecoveryTest {
    private static final int RECORDS = 600;

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @ParameterizedTest(name = "{0} {1} at {2}")
    @CsvSource({
        "c1, UNAVAILABLE, POST /services/data/v{version}/jobs/ingest, 1",
        "c2, DROP_BEFORE, POST /services/data/v{version}/jobs/ingest, 2",
        "c3, DROP_AFTER, POST /services/data/v{version}/jobs/ingest, 1",
        "u1, UNAVAILABLE, PUT, 1",
        "u2, DROP_BEFORE, PUT, 2",
        "u3, DROP_AFTER, PUT, 1",
        "l1, UNAVAILABLE, PATCH, 1",
        "l2, DROP_BEFORE, PATCH, 1",
        "l3, DROP_AFTER, PATCH, 2",
        "l4, SERVER_ERROR, PATCH, 1",
        "p1, UNAVAILABLE, 'GET /services/data/v{version}/jobs/ingest/{id}', 1",
        "p2, DROP_AFTER, 'GET /services/data/v{version}/jobs/ingest/{id}', 2",
        "r1, UNAVAILABLE, failedResults, 1",
        "r2, DROP_AFTER, successfulResults, 2",
    })
    void a_break_at_any_step_loses_nothing_and_sends_nothing_twice(String name, FaultName fault, String route, int at)
            throws Exception {
        test.org().faults().add(Fault.of(fault).match(route).at(at).times(1));
        SyncRun run = run(TestOrg.insert().jobRows(RECORDS / 2).retries(0), name);
        SyncResult result = executeUntilDone(run);

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count(name)).isEqualTo(RECORDS);
        assertThat(test.openJobs()).isZero();
    }

    @Test
    void with_retries_the_same_faults_are_not_even_seen() throws Exception {
        for (String route : new String[] {"POST", "PUT", "PATCH", "failedResults"}) {
            test.org().faults().add(Fault.of(FaultName.DROP_AFTER).match(route));
        }
        SyncResult result =
                run(TestOrg.insert().retryDelay(Duration.ofMillis(1)), "once").execute();

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count("once")).isEqualTo(RECORDS);
        assertThat(test.openJobs()).isZero();
    }

    @Test
    void stopping_while_a_job_is_open_aborts_it_and_says_so() throws Exception {
        test.org().faults().add(Fault.of(FaultName.SLOW).match("PUT").delay(Duration.ofSeconds(20)));
        SyncRun run = run(TestOrg.insert(), "open");
        long start = System.nanoTime();
        SyncException parked = stopWhen(run, () -> test.org().requests().count("POST") > 0);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        assertThat(parked.result().totals().unprocessed()).isEqualTo(RECORDS);
        assertThat(test.openJobs()).isZero();
        test.forget();
        assertThat(run.execute().totals().created()).isEqualTo(RECORDS);
        assertThat(test.count("open")).isEqualTo(RECORDS);
    }

    @Test
    void a_job_that_takes_longer_than_jobTimeout_is_left_running_and_named() throws Exception {
        test.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).delay(Duration.ofMillis(300)).times(3));
        SyncRun run = run(TestOrg.insert().jobTimeout(Duration.ofMillis(50)), "late");
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        assertThat(parked).hasMessageContaining("jobTimeout=PT0.05S").hasMessageContaining("goes on");
        assertThat(parked.result().totals().unknown()).isEqualTo(RECORDS);
        await().ignoreException(SyncException.class)
                .untilAsserted(
                        () -> assertThat(run.execute().totals().created()).isEqualTo(RECORDS));
        assertThat(run.resultSoFar().jobIds()).hasSize(1);
    }

    @Test
    void a_stop_before_the_start_parks_the_run_and_it_can_still_run() throws Exception {
        SyncRun run = run(TestOrg.insert(), "early");
        run.stop("the context is stopping");
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        assertThat(parked.result().totals().total()).isZero();
        assertThat(run.execute().totals().created()).isEqualTo(RECORDS);
    }

    private static SyncRun run(SyncOptionsBuilder options, String name) {
        return test.pipeline(options.api(Api.BULK2))
                .build()
                .prepare(RecordReaders.ofObjects(TestOrg.accounts(name, RECORDS)));
    }

    private static SyncResult executeUntilDone(SyncRun run) throws SyncException {
        for (int i = 0; i < 20; i++) {
            try {
                return run.execute();
            } catch (SyncException e) {
                assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
                assertThat(run.isEnded()).isFalse();
                assertThat(run.resultSoFar()).isSameAs(e.result());
            }
        }
        return run.execute();
    }

    private static SyncException stopWhen(SyncRun run, BooleanSupplier condition) throws InterruptedException {
        Thread stopper = new Thread(() -> {
            await().until(condition::getAsBoolean);
            run.stop("the route is stopping");
        });
        stopper.start();
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);
        stopper.join();
        return parked;
    }
}
