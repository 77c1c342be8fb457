/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole demo, through the command line. */
class DemoTest {
    @Test
    void loads_the_sample_data_over_http_and_shows_the_expected_figures() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode =
                Hub.execute(new HubHome(Path.of(""), Path.of("")), new PrintWriter(out), new PrintWriter(err), "demo");

        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.matches("local org at http://127\\.0\\.0\\.1:\\d+; nothing leaves this machine"))
                .anyMatch(line -> line.matches("Loaded into local org http://127\\.0\\.0\\.1:\\d+:"))
                .anyMatch(line ->
                        line.equals("Run Total Created Updated Rejected Unprocessed Requests Seconds Error file"))
                .anyMatch(line -> line.matches("S&P 500 -> Account 503 503 0 0 0 \\d+ [0-9.]+ -"))
                .anyMatch(
                        line -> line.matches(
                                "Northwind customers -> Account 91 67 0 24 0 \\d+ [0-9.]+ errors/load-northwind-customers-.*csv"))
                .anyMatch(line -> line.matches("Northwind employees -> Contact 9 9 0 0 0 \\d+ [0-9.]+ -"))
                .anyMatch(line -> line.matches(
                        "Northwind orders -> Order__c 830 654 0 176 0 \\d+ [0-9.]+ errors/load-northwind-orders-.*csv"))
                .anyMatch(line -> line.matches("S&P 500 again 503 0 503 0 0 \\d+ [0-9.]+ -"))
                .anyMatch(line -> line.contains("would have exited with 3"));
        assertThat(err.toString().lines())
                .as("progress, and nothing else")
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(line -> line.matches("[^:]+: [0-9,]+ rows read, [0-9,]+ done, .* - local org http.*"));
    }
}
