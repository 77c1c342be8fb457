/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import io.sfsync.failure.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run's requests within an org's limits: it ends, or waits until there is room. Safe for use by many threads. */
public final class LimitedRequests implements RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final OrgConnection connection;
    private final OrgLimits limits;
    private final boolean waits;
    private final Stop stop;
    private final Sleeper sleeper;
    private final LongAdder requests;
    private final AtomicBoolean told = new AtomicBoolean();
    /** Whether what is known of the limits is of this run. */
    private final AtomicBoolean learned = new AtomicBoolean();

    /** The run's end. */
    public interface Stop {
        /** Whether the run ends anyway: what it still has to say to the org may pass, but no more records. */
        boolean isAsked();

        /** Ends the run until there is room. */
        void park(String why);
    }

    /**
     * @param waits whether to wait for room; else the run is parked
     * @param requests counts the questions for limits while it waits
     */
    public LimitedRequests(
            OrgConnection connection, OrgLimits limits, boolean waits, Stop stop, Sleeper sleeper, LongAdder requests) {
        this.connection = connection;
        this.limits = limits;
        this.waits = waits;
        this.stop = stop;
        this.sleeper = sleeper;
        this.requests = requests;
    }

    /** The run starts, or goes on after a break: what was known of the limits may be old. */
    public void begin() {
        learned.set(false);
    }

    @Override
    public void enter(OrgRequest request) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (!limits.tryEnter()) {
            if (stop.isAsked()) {
                if (request.carriesRecords()) {
                    throw new InterruptedException("the run is asked to stop");
                }
                limits.enter();
                return;
            }
            if (learned.getAndSet(true)) {
                pause(limits.toString(), wait);
                wait = longer(wait);
            } else {
                ask();
            }
        }
        if (told.getAndSet(false)) {
            LOG.info("There is room again: {}", limits);
        }
    }

    @Override
    public void takeBatches(long batches) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        boolean asked = false;
        while (!limits.tryTakeBatches(batches)) {
            if (stop.isAsked()) {
                throw new InterruptedException("the run is asked to stop");
            }
            if (asked) {
                pause(limits.batchesText(), wait);
                wait = longer(wait);
            } else {
                ask();
                asked = true;
            }
        }
    }

    @Override
    public void leave(String limitInfo) {
        if (limits.leave(limitInfo)) {
            learned.set(true);
        }
    }

    @Override
    public void refused(OrgFaultException fault) throws InterruptedException {
        limits.exhausted();
        pause(String.valueOf(fault.getMessage()), LONGEST_WAIT);
    }

    private void pause(String why, Duration wait) throws InterruptedException {
        if (!waits) {
            stop.park(why + "; execute the run again when there is room, or use onLimit=wait");
            throw new InterruptedException(why);
        }
        if (!told.getAndSet(true)) {
            LOG.warn("Waiting for room (onLimit=wait): {}", why);
        }
        sleeper.sleep(wait);
        ask();
    }

    /** Asks for the limits, past the gate: nothing else tells when there is room. */
    private void ask() throws InterruptedException {
        requests.increment();
        try {
            limits.ask(connection);
        } catch (IOException e) {
            LOG.info("The limits of the org cannot be read now: {}", e.getMessage());
        }
    }

    private static Duration longer(Duration wait) {
        Duration next = wait.multipliedBy(2);
        return next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
    }
}
