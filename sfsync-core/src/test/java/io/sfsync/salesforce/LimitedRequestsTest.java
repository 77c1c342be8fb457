/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.pipeline.FakeOrg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class LimitedRequestsTest {
    private final AtomicInteger remaining = new AtomicInteger(100);
    private final FakeOrg org = new FakeOrg((request, body) ->
            FakeOrg.answer(200, "{\"DailyBulkApiBatches\":{\"Max\":1000,\"Remaining\":" + remaining.get() + "}}"));
    private final OrgLimits limits = new OrgLimits(ApiReserve.DEFAULT);
    private final List<Duration> waits = new ArrayList<>();
    private final List<String> parked = new ArrayList<>();
    private boolean stopping;

    @Test
    void a_run_that_waits_asks_ever_less_often_until_there_is_room_for_its_batches() throws Exception {
        limits.ask(org);
        gate(true).takeBatches(3);

        assertThat(waits).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4));
        assertThat(limits.batchesLeft()).isZero();
    }

    @Test
    void a_run_that_does_not_wait_parks_once_the_org_has_confirmed_it() throws Exception {
        limits.ask(org);

        assertThatThrownBy(() -> gate(false).takeBatches(1)).isInstanceOf(InterruptedException.class);
        assertThat(parked)
                .singleElement()
                .asString()
                .contains("100 of the org's 1,000 batches", "apiReserve=10% keeps 100", "onLimit=wait");
        assertThat(waits).isEmpty();
    }

    @Test
    void batches_of_an_org_that_does_not_tell_are_not_counted() throws Exception {
        gate(false).takeBatches(1_000_000);

        assertThat(limits.batchesLeft()).isEqualTo(Long.MAX_VALUE);
        assertThat(parked).isEmpty();
    }

    @Test
    void a_run_that_ends_for_lack_of_room_tidies_up_but_sends_no_more_records() throws Exception {
        LimitedRequests gate = gate(false);
        limits.tryEnter();
        limits.leave("api-usage=950/1000");
        stopping = true;

        gate.enter(OrgRequest.of("PATCH", "/services/data/v62.0/jobs/ingest/750"));
        assertThat(limits.left()).isZero();
        for (OrgRequest request : List.of(
                OrgRequest.of("POST", "/services/data/v62.0/composite/sobjects"),
                OrgRequest.of("PUT", "/services/data/v62.0/jobs/ingest/750/batches"),
                OrgRequest.of("POST", "/services/async/62.0/job/750/batch"))) {
            assertThatThrownBy(() -> gate.enter(request)).isInstanceOf(InterruptedException.class);
        }
    }

    private LimitedRequests gate(boolean waitsForRoom) {
        LimitedRequests.Stop stop = new LimitedRequests.Stop() {
            @Override
            public boolean isAsked() {
                return stopping;
            }

            @Override
            public void park(String why) {
                parked.add(why);
            }
        };
        return new LimitedRequests(
                org,
                limits,
                waitsForRoom,
                stop,
                wait -> {
                    waits.add(wait);
                    remaining.set(waits.size() == 3 ? 103 : 102);
                },
                new LongAdder());
    }
}
