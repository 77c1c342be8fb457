/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sfsync local-org} in a process of its own, asked over the wire. */
class LocalOrgCommandTest {
    private static final Pattern URL = Pattern.compile("local org: (https?://\\S+)");
    private static final Pattern TOKEN = Pattern.compile("Bearer ([^']+)'");
    private static final Pattern AUTHORITY = Pattern.compile("certificate authority to trust: (\\S+)");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void keeps_its_records_over_a_restart_and_ends_within_2_seconds() throws Exception {
        Files.writeString(
                folder.resolve("schema.yaml"), "objects: {Thing__c: {fields: {Size__c: {type: string, length: 20}}}}");
        String[] arguments = {"--data", "data", "--schema", "schema.yaml"};
        Process first = start("first", arguments);
        String created = send("first", "POST", "/services/data/v62.0/sobjects/Thing__c", "{\"Size__c\":\"big\"}")
                .body();
        assertThat(created).contains("\"success\":true");
        assertThat(interrupt(first)).isLessThan(Duration.ofSeconds(2));
        assertThat(first.exitValue()).isEqualTo(130);

        Process second = start("second", arguments);
        assertThat(send("second", "GET", "/services/data/v62.0/query?q=SELECT+Size__c+FROM+Thing__c", "")
                        .body())
                .contains("\"Size__c\":\"big\"");
        interrupt(second);
    }

    @Test
    void speaks_tls_to_a_client_that_trusts_its_authority_alone() throws Exception {
        start("tls", "--tls", "--model", "sink");
        Path authority = Path.of(found(AUTHORITY, "tls"));
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(authority)).build();

        HttpRequest versions = HttpRequest.newBuilder(URI.create(found(URL, "tls") + "/services/data"))
                .build();
        assertThat(versions.uri().getScheme()).isEqualTo("https");
        assertThat(client.send(versions, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(versions, BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void takes_a_scenario_and_the_describe_of_a_real_org() throws Exception {
        Files.writeString(
                folder.resolve("scenario.yaml"), "dailyBulkBatches: 3\nswitches: {bulk2-first-poll: true-state}\n");
        Files.writeString(
                folder.resolve("describe.json"),
                "{\"name\":\"Gadget__c\",\"label\":\"Gadget\",\"keyPrefix\":\"a0X\",\"custom\":true,\"createable\":true,\"queryable\":true,\"fields\":["
                        + "{\"name\":\"Id\",\"type\":\"id\"},"
                        + "{\"name\":\"Weight__c\",\"label\":\"Weight\",\"type\":\"string\",\"length\":20,\"custom\":true,"
                        + "\"createable\":true,\"updateable\":true,\"nillable\":true}]}");
        start("org", "--scenario", "scenario.yaml", "--import", "describe.json");

        assertThat(send("org", "GET", "/services/data/v62.0/limits", "").body())
                .contains("\"DailyBulkApiBatches\":{\"Max\":3,");
        assertThat(send("org", "GET", "/control/switches", "").body())
                .contains("{\"name\":\"bulk2-first-poll\",\"value\":\"true-state\"");
        assertThat(send("org", "GET", "/services/data/v62.0/sobjects/Gadget__c/describe", "")
                        .body())
                .contains("\"keyPrefix\":\"a0X\"", "\"name\":\"Weight__c\"");
    }

    private Process start(String name, String... arguments) throws IOException {
        // a background job of a shell ignores SIGINT and hands that on to its children, this test among them
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), "io.sfsync.hub.Hub"));
        command.add("local-org");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
        started.add(process);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive() || output(name).contains("Ctrl-C ends it."));
        assertThat(process.isAlive()).as(output(name)).isTrue();
        return process;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** How long the process takes to end after Ctrl-C. */
    private static Duration interrupt(Process process) throws Exception {
        long start = System.nanoTime();
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private HttpResponse<String> send(String name, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(found(URL, name) + path))
                .header("Authorization", "Bearer " + found(TOKEN, name))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private String found(Pattern pattern, String name) throws IOException {
        Matcher matcher = pattern.matcher(output(name));
        assertThat(matcher.find()).as(output(name)).isTrue();
        return matcher.group(1);
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "local-org", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
