/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.pipeline.SyncException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An org that allows few requests. */
class LimitsTest extends HubTest {
    private static final int ALLOWED = 40;

    private int usual;

    @BeforeEach
    void allowFewRequests() {
        usual = ORG.org().usage().max();
        ORG.org().usage().max(ALLOWED);
    }

    @AfterEach
    void allowMany() {
        ORG.org().usage().max(usual);
    }

    @ParameterizedTest(name = "apiReserve={0}: {1} requests of 40 are sent")
    @CsvSource({"not set, 36", "50%, 20", "10, 30"})
    void a_run_parks_before_it_eats_the_reserve(String reserve, int sent) throws Exception {
        if (!reserve.equals("not set")) {
            camel.getComponent("sfsync", SfSyncComponent.class).setApiReserve(reserve);
        }
        start();
        Exchange exchange = send("sfsync:insert:Account?batchSize=1", accounts(60));

        SyncException parked = exchange.getException(SyncException.class);
        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        assertThat(parked.awaitsRoom()).isTrue();
        assertThat(parked).hasMessageContaining("apiReserve=");
        assertThat(ORG.org().usage().used()).isEqualTo(sent);
        assertThat(parked.result().totals().created()).isEqualTo(namesInOrg().size());
    }

    @Test
    void routes_of_one_org_share_what_is_left() throws Exception {
        start();
        load("sfsync:insert:Account?batchSize=1", accounts(25));
        Exchange exchange = send("sfsync:insert:Account?batchSize=1&parallelism=3", accounts(25));

        assertThat(exchange.getException(SyncException.class).awaitsRoom()).isTrue();
        assertThat(ORG.org().usage().used()).isLessThanOrEqualTo(ALLOWED - ALLOWED / 10);
    }
}
