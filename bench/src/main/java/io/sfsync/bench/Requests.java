/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** What the org was asked, counted by what it is for. */
final class Requests {
    private long logins;
    private long describes;
    private long limits;
    private long creates;
    private long uploads;
    private long closes;
    private long polls;
    private long results;
    private long others;

    private Requests() {}

    /** Counts the routes of an org, such as {@code "PUT /services/data/{version}/jobs/ingest/{id}/batches"}. */
    static Requests of(JsonNode countsByRoute) {
        Requests requests = new Requests();
        countsByRoute
                .properties()
                .forEach(entry -> requests.add(entry.getKey(), entry.getValue().asLong()));
        return requests;
    }

    static long polls(JsonNode countsByRoute) {
        return of(countsByRoute).polls;
    }

    /** Seconds from when the job must have been done to the first request for its results. */
    static double secondsAfterTheJob(JsonNode requests, int seconds) {
        Instant closed = Instant.EPOCH;
        Instant read = Instant.EPOCH;
        for (JsonNode request : requests.path("last")) {
            Instant time = Instant.parse(request.path("time").asText());
            if (request.path("method").asText().equals("PATCH")) {
                closed = time;
            } else if (request.path("uri").asText().contains("Results") && read.equals(Instant.EPOCH)) {
                read = time;
            }
        }
        return Duration.between(closed, read).toMillis() / 1e3 - seconds;
    }

    private void add(String route, long count) {
        if (route.contains("oauth2")) {
            logins += count;
        } else if (route.contains("/describe")) {
            describes += count;
        } else if (route.contains("/limits")) {
            limits += count;
        } else if (route.matches("PUT .*/batches")) {
            uploads += count;
        } else if (route.matches("POST .*/jobs/ingest")) {
            creates += count;
        } else if (route.matches("PATCH .*/jobs/ingest/.*")) {
            closes += count;
        } else if (route.matches("GET .*/jobs/ingest/.*([rR]esults|unprocessed).*")) {
            results += count;
        } else if (route.matches("GET .*/jobs/ingest/.*")) {
            polls += count;
        } else if (!route.contains("/control/")) {
            others += count;
        }
    }

    /** Adds the table and the bound. */
    void report(Report report) {
        report.line("| for | requests |").line("|---|---|");
        report.line("| login | %d |", logins);
        report.line("| describe | %d |", describes);
        report.line("| limits | %d |", limits);
        report.line("| jobs: create, upload, close | %d, %d, %d |", creates, uploads, closes);
        report.line("| results | %d |", results);
        report.line("| polls | %d |", polls);
        report.line("| anything else | %d |", others).line("");
        boolean met = logins == 1
                && describes <= 1
                && limits <= 1
                && uploads == creates
                && closes == creates
                && results <= 3 * creates
                && others == 0;
        report.must(
                "requests for 1,000,000 rows",
                "1 login, 1 describe, 1 limits, jobs x 6, polls",
                met,
                "%d, %d, %d, %d jobs x (3 + %.1f), %d polls, %d others",
                logins,
                describes,
                limits,
                creates,
                (double) results / Math.max(1, creates),
                polls,
                others);
    }
}
