/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import java.util.HashSet;
import java.util.Set;

/** A fault with the count of what it matched and struck. Thread-safe. */
final class Armed {
    private final Fault fault;
    private final Set<String> jobs = new HashSet<>();
    private long matches;
    private long strikes;

    Armed(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    synchronized long strikes() {
        return strikes;
    }

    /** True if the fault strikes this request or chunk, which is counted. */
    synchronized boolean strikes(String text) {
        if (!text.contains(fault.match())) {
            return false;
        }
        matches++;
        return strike();
    }

    /** True if the fault strikes this job; a job is counted once. */
    synchronized boolean strikesJob(String object, String jobId) {
        if (!object.contains(fault.match())) {
            return false;
        }
        if (jobs.add(jobId)) {
            matches++;
        } else if (strikes == 0) {
            return false;
        }
        return strike();
    }

    private boolean strike() {
        long last = (long) fault.at() + fault.times() - 1;
        if (matches < fault.at() || matches > last) {
            return false;
        }
        strikes++;
        return true;
    }
}
