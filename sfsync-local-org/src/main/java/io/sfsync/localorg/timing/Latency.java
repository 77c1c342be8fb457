/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallHandler;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Filter;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** Makes every request take the model's latency; control calls are spared. */
public final class Latency implements Filter {
    private final TimingModel model;
    private final Sleeper sleeper;
    private final Random random;

    /** Waits as {@code model} says, with a jitter drawn from {@code seed}. */
    public Latency(TimingModel model, Sleeper sleeper, long seed) {
        this.model = model;
        this.sleeper = sleeper;
        this.random = new Random(seed);
    }

    @Override
    public Answer filter(Call call, Route route, CallHandler next) throws IOException {
        if (route.family() != Family.CONTROL) {
            sleeper.sleep(model.latency().plus(jitter()));
        }
        return next.handle(call);
    }

    private Duration jitter() {
        long nanos = model.latencyJitter().toNanos();
        if (nanos == 0) {
            return Duration.ZERO;
        }
        synchronized (random) {
            return Duration.ofNanos((long) (nanos * random.nextDouble()));
        }
    }
}
