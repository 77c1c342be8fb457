/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C and SIGTERM leave behind on the org, asked of the org afterwards. */
class InterruptedLoadTest {
    private static final String JOBS = "/services/data/v62.0/jobs/ingest";

    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.of(LocalOrg.builder());

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        HubFolder.at(folder).environment("test", ORG.org());
        Files.writeString(
                folder.resolve("a.csv"),
                IntStream.rangeClosed(1, 5_000)
                        .mapToObj(i -> "Account " + i)
                        .collect(Collectors.joining("\n", "Name\n", "\n")));
    }

    @Test
    void an_interrupt_during_the_upload_aborts_the_job() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.SLOW).match("PUT ").delay(Duration.ofSeconds(20)));
        Process load = start();
        awaitRequest("PUT ");

        assertThat(interrupt(load, "TERM")).isEqualTo(143);
        assertThat(states()).as(output()).containsExactly("Aborted");
        assertThat(output()).contains("interrupted: run ", " is parked", "no job is left open");
        assertThat(outcomes()).hasSize(5_001).endsWith("5000,5001,unprocessed,,,");
    }

    @Test
    void an_interrupt_while_salesforce_works_leaves_the_job_to_its_end() throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).delay(Duration.ofMillis(400)).times(Fault.ALWAYS));
        Process load = start();
        awaitRequest("PATCH ");

        assertThat(interrupt(load, "TERM")).isEqualTo(143);
        assertThat(states()).singleElement().isIn("UploadComplete", "InProgress", "JobComplete");
        assertThat(output())
                .contains("interrupted: run ", " is parked", "job 750", "goes on on local org ")
                .doesNotContain("no job is left open");
        assertThat(outcomes()).hasSize(5_001).endsWith("5000,5001,unknown,,,");
    }

    @Test
    void ctrl_c_exits_with_130() throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).delay(Duration.ofMillis(400)).times(Fault.ALWAYS));
        Process load = start();
        awaitRequest("PATCH ");

        assertThat(interrupt(load, "INT")).isEqualTo(130);
        assertThat(states()).doesNotContain("Open");
    }

    private Process start() throws IOException {
        // a background job of a shell ignores SIGINT and hands that on to its children, this test among them
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), "io.sfsync.hub.Hub"));
        command.addAll(List.of("load", "a.csv", "--env", "test", "--to", "insert:Account", "-p", "api=bulk2"));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void awaitRequest(String route) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ORG.org().requests().list().stream()
                                .anyMatch(entry -> entry.route().startsWith(route))
                        || ORG.org().faults().strikes(FaultName.SLOW) > 0);
    }

    private static int interrupt(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** What became of each record, as the command that is printed says. */
    private List<String> outcomes() throws IOException {
        Matcher command =
                Pattern.compile("\\./sfsync show (\\S+) --env test --outcomes").matcher(output());
        assertThat(command.find()).as(output()).isTrue();
        return new HubFolder(folder)
                .run("show", command.group(1), "--env", "test", "--outcomes")
                .out()
                .lines()
                .toList();
    }

    /** The states of all jobs, as the org tells them. */
    private static List<String> states() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ORG.url() + JOBS))
                .header("Authorization", "Bearer " + ORG.org().accessToken())
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        List<String> states = new ArrayList<>();
        for (JsonNode job : new ObjectMapper().readTree(body).path("records")) {
            states.add(job.path("state").asText());
        }
        return states;
    }
}
