/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What all rounds of one contender took. */
final class Line {
    private final Contender contender;
    private final List<Measurement> rounds = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();
    private long requests;
    private long bytes;

    Line(Contender contender) {
        this.contender = contender;
    }

    /** A round, with the seconds from the start of the process to its first request. */
    void add(Measurement measurement, double start, long requestsOfRound, long bytesOfRound) {
        rounds.add(measurement);
        starts.add(start);
        requests = requestsOfRound;
        bytes = bytesOfRound;
    }

    Contender contender() {
        return contender;
    }

    /** Requests of the last round. */
    long requests() {
        return requests;
    }

    /** Millions of bytes over the network in the last round, in both directions. */
    double megabytes() {
        return bytes / 1e6;
    }

    /** The median of seconds. */
    double wall() {
        return median(Measurement::wall);
    }

    /** The fewest seconds. */
    double least() {
        return sorted(Measurement::wall).get(0);
    }

    /** The most seconds. */
    double most() {
        return sorted(Measurement::wall).get(rounds.size() - 1);
    }

    /** The median of seconds from the start of the process to its first request. */
    double start() {
        return middle(starts.stream().sorted().toList());
    }

    /** The median of seconds of CPU. */
    double cpu() {
        return median(Measurement::cpu);
    }

    /** The most memory that was resident in any round, in MB. */
    double residentMegabytes() {
        return sorted(measurement -> measurement.resident() / 1e6).get(rounds.size() - 1);
    }

    private double median(ToDoubleFunction<Measurement> figure) {
        return middle(sorted(figure));
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private List<Double> sorted(ToDoubleFunction<Measurement> figure) {
        return rounds.stream().map(figure::applyAsDouble).sorted().toList();
    }
}
