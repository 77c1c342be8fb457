/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The faults that are armed; none in an org that works. Thread-safe. */
public final class FaultPlan {
    private final List<Armed> armed = new CopyOnWriteArrayList<>();

    /** Arms a fault; its count of matches starts now. */
    public void add(Fault fault) {
        armed.add(new Armed(fault));
    }

    /** Disarms every fault. */
    public void clear() {
        armed.clear();
    }

    /** The armed faults in order, each with how often it has struck. */
    public Map<Fault, Long> strikes() {
        Map<Fault, Long> all = new LinkedHashMap<>();
        armed.forEach(one -> all.merge(one.fault(), one.strikes(), Long::sum));
        return all;
    }

    /** How often faults of that name have struck. */
    public long strikes(FaultName name) {
        return armed.stream()
                .filter(one -> one.fault().name() == name)
                .mapToLong(Armed::strikes)
                .sum();
    }

    /** The faults of requests that strike this route now, in the order they were armed. */
    List<Fault> striking(String routeName) {
        return find(one -> !one.fault().name().isForChunks() && one.strikes(routeName));
    }

    /** The faults of that name that strike a chunk of this object now. */
    List<Fault> striking(FaultName name, String object) {
        return find(one -> one.fault().name() == name && one.strikes(object));
    }

    /** The faults that fail this job now. */
    List<Fault> failing(String object, String jobId, int chunk) {
        return find(one -> one.fault().name() == FaultName.JOB_FAILS
                && chunk > one.fault().chunk()
                && one.strikesJob(object, jobId));
    }

    private List<Fault> find(Predicate<Armed> strikes) {
        return armed.isEmpty()
                ? List.of()
                : armed.stream().filter(strikes).map(Armed::fault).toList();
    }
}
