/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange looked like when it was with a producer, to tell a redelivery from a second visit: a loop, or a route
 * that is called twice, comes with the same exchange too and means a new run.
 *
 * @param body the body, compared by identity
 * @param redeliveryCounter how often Camel had redelivered; the header stays after a redelivery that succeeded
 * @param loopIndex the turn of a loop around the producer
 */
record RunMark(
        @Nullable Object body,
        @Nullable Object redeliveryCounter,
        @Nullable Object loopIndex) {
    static RunMark of(Exchange exchange, @Nullable Object body) {
        return new RunMark(
                body,
                exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER),
                exchange.getProperty(Exchange.LOOP_INDEX));
    }

    /** Whether Camel calls again for the run that was left like this. */
    boolean isCalledAgainBy(Exchange exchange, boolean hasSucceeded) {
        RunMark now = of(exchange, exchange.getMessage().getBody());
        boolean sameTurn = Objects.equals(loopIndex, now.loopIndex);
        boolean counted = now.redeliveryCounter != null && !Objects.equals(redeliveryCounter, now.redeliveryCounter);
        boolean sameBody = !hasSucceeded && body == now.body;
        return sameTurn && (counted || sameBody);
    }
}
