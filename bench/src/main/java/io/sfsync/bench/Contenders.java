/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import io.sfsync.bench.Contender.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The contenders by name. */
final class Contenders {
    private static final String CONTENDER = "io.sfsync.bench.contender.";
    private static final String HEAP = "-Xmx256m";
    private static final int JOB_ROWS = 1_000_000;

    private final Path work;

    /**
     * @param work a folder for files of the session
     */
    Contenders(Path work) {
        this.work = work;
    }

    /** A job for every million rows, which is what a job takes of them. */
    Contender curlBulk2(Path file) throws IOException {
        return script("curl, a ready file", Kind.FLOOR, "bench/peers/curl-bulk2.sh")
                .with("PARTS", Parts.csv(file, JOB_ROWS));
    }

    Contender curlBulk1(Path parts) {
        return script("curl, ready batches", Kind.FLOOR, "bench/peers/curl-bulk1.sh")
                .with("PARTS", parts);
    }

    Contender engine(String api, Path file) throws IOException {
        return engine(HEAP, api, file);
    }

    /** The engine with other options of the JVM. */
    Contender engine(String options, String api, Path file) throws IOException {
        return java("sfsync, the engine alone", Kind.OURS, options, "EngineLoad")
                .with("API", api)
                .with("FILE", file);
    }

    Contender route(String api, Path file) throws IOException {
        return java("sfsync, a YAML route", Kind.OURS, HEAP, "RouteLoad")
                .with("API", api)
                .with("FILE", file);
    }

    /** {@code ./sfsync load} in a folder that has nothing but its configuration, started as it starts the hub. */
    Contender hub(String options, Path file, SinkOrg org, String... parameters)
            throws IOException, InterruptedException {
        Map<String, String> login = org.environment();
        Path home = Files.createDirectories(work.resolve("hub"));
        Files.copy(
                Path.of("application.properties"),
                home.resolve("application.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                home.resolve("application-bench.properties"),
                String.format(
                        "sfsync.org.url = %s%nsfsync.org.clientId = %s%nsfsync.org.clientSecret = %s%n",
                        login.get("ORG_URL"), login.get("CLIENT_ID"), login.get("CLIENT_SECRET")));
        List<String> command = new ArrayList<>(List.of("bash", "-c", "cd \"$0\" && exec \"$@\"", home.toString()));
        command.addAll(Jvm.hub(options, "load", file.toString(), "--to", "insert:Account", "--env", "bench"));
        for (String parameter : parameters) {
            command.addAll(List.of("-p", parameter));
        }
        return new Contender("sfsync, the hub with its ledger", Kind.OURS, command, Map.of())
                .withOptions(ClassArchives.ofHub(file));
    }

    Contender camelSalesforce(Path file) throws IOException {
        return java("camel-salesforce", Kind.PEER, "-Xmx512m", "CamelSalesforceLoad")
                .with("FILE", file);
    }

    Contender forceWsc(Path parts) throws IOException {
        return java("force-wsc, ready batches", Kind.PEER, "-Xmx512m", "ForceWscLoad")
                .with("PARTS", parts);
    }

    Contender bareCollections(Path bodies, int parallelism) throws IOException {
        return java("a bare HTTP client, ready bodies", Kind.FLOOR, HEAP, "BareCollections")
                .with("BODIES", bodies)
                .with("PARALLELISM", parallelism);
    }

    Contender jsforceRaw(Path file) {
        return new Contender("jsforce, raw bytes", Kind.FLOOR, List.of("node", "bench/peers/jsforce-raw.mjs"), Map.of())
                .with("FILE", file);
    }

    Contender jsforceObjects(Path file) {
        return new Contender(
                        "jsforce, objects", Kind.PEER, List.of("node", "bench/peers/jsforce-objects.mjs"), Map.of())
                .with("FILE", file);
    }

    private static Contender script(String name, Kind kind, String path) {
        return new Contender(name, kind, List.of("bash", path), Map.of());
    }

    private Contender java(String name, Kind kind, String options, String main) throws IOException {
        try {
            return new Contender(name, kind, Jvm.command(options, Class.forName(CONTENDER + main)), Map.of());
        } catch (ClassNotFoundException e) {
            throw new IOException("there is no contender " + main, e);
        }
    }
}
