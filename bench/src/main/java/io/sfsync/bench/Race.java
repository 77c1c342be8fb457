/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Contenders in turn, so many rounds in one session against one org, and a check that each got all rows there. */
final class Race {
    private final SinkOrg org;
    private final int rows;
    private final int rounds;
    private final List<Line> lines = new ArrayList<>();
    private String digest = "";
    /** Of the last measurement. */
    private long bytes;

    /**
     * @param rows how many must arrive; 0 where the org does not count them
     */
    Race(SinkOrg org, int rows, int rounds) {
        this.org = org;
        this.rows = rows;
        this.rounds = rounds;
    }

    /** Runs them; the first, uncounted round is for the org to get warm. */
    List<Line> run(List<Contender> contenders) throws IOException, InterruptedException {
        contenders.forEach(contender -> lines.add(new Line(contender)));
        measure(contenders.get(0));
        for (int round = 1; round <= rounds; round++) {
            for (Line line : lines) {
                Measurement measurement = measure(line.contender());
                JsonNode requests = org.requests();
                line.add(
                        measurement,
                        start(measurement, requests),
                        requests.path("total").asLong(),
                        bytes);
                System.out.printf(
                        "  round %d of %d  %-34s %7.2f s, CPU %6.2f s, %4.0f MB%n",
                        round,
                        rounds,
                        line.contender().name(),
                        measurement.wall(),
                        measurement.cpu(),
                        measurement.resident() / 1e6);
            }
        }
        return lines;
    }

    /** Seconds to the first request, 0 where there were more than the org remembers. */
    private static double start(Measurement measurement, JsonNode requests) {
        for (JsonNode request : requests.path("last")) {
            if (request.path("number").asLong() == 1) {
                Instant first = Instant.parse(request.path("time").asText());
                return Duration.between(measurement.begun(), first).toMillis() / 1e3;
            }
        }
        return 0;
    }

    private Measurement measure(Contender contender) throws IOException, InterruptedException {
        org.reset();
        long before = Loopback.bytes();
        Measurement measurement = ProcessMeter.run(contender.command(), contender.environment(org.environment()));
        bytes = Loopback.bytes() - before;
        if (measurement.exit() != 0) {
            throw new IllegalStateException(
                    contender.name() + " exited with " + measurement.exit() + ": " + measurement.output());
        }
        if (rows > 0) {
            check(contender);
        }
        return measurement;
    }

    /** A time counts only if all rows arrived, and the same as the first contender's. */
    private void check(Contender contender) throws IOException, InterruptedException {
        SinkOrg.Received received = org.received();
        if (received.rows() != rows) {
            throw new IllegalStateException(
                    contender.name() + " got " + received.rows() + " rows of " + rows + " into the org");
        }
        if (digest.isEmpty()) {
            digest = received.digest();
        } else if (!digest.equals(received.digest())) {
            throw new IllegalStateException(contender.name() + " got other rows into the org than "
                    + lines.get(0).contender().name());
        }
    }
}
