/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/**
 * Loads a few records into a local org in the ways that hubs do, so that the JVM has seen the classes that they need and
 * can write them down in a class data archive, from which the next start takes them. It reads and writes nothing of the
 * folder that the hub stands in.
 */
final class ArchiveTraining {
    private static final int RECORDS = 500;

    private static final String FOLDER = "training.folder";

    private final Path folder;
    private final HubHome home;

    /**
     * @param folder an empty one, for all that is written
     */
    ArchiveTraining(Path folder) {
        this.folder = folder;
        this.home = new HubHome(folder, folder);
    }

    /** A process of its own: it ends with 0, or with 1 if a load did not come out as it must. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("sfsync-training");
        try {
            new ArchiveTraining(folder).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(ArchiveTraining::delete);
            }
        }
        System.exit(0); // threads of the HTTP client may linger
    }

    /**
     * Runs the loads.
     *
     * @throws IllegalStateException if one does not come out as it must
     */
    void run() throws Exception {
        System.setProperty(FOLDER, folder.toString());
        for (String name : new String[] {"application.properties", "accounts.yaml", "org.yaml"}) {
            copy(name, folder.resolve(name));
        }
        Files.createDirectories(folder.resolve("routes"));
        copy("load-accounts.camel.yaml", folder.resolve("routes/load-accounts.camel.yaml"));
        accounts(folder.resolve("accounts.csv"), "Name,External_Key__c,Industry");
        for (String api : new String[] {"bulk2", "auto"}) {
            command("load", "accounts.csv", "--to", "insert:Account", "-p", "api=" + api);
        }
        command("runs");
        serve();
    }

    private void command(String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        int exit = Hub.execute(home, nowhere, new PrintWriter(said), arguments);
        if (exit != 0) {
            throw new IllegalStateException(
                    "sfsync " + String.join(" ", arguments) + " ended with " + exit + ": " + said);
        }
    }

    /** A hub that runs a route until that has loaded a file. */
    private void serve() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        accounts(inbox.resolve("companies.csv"), "Company,Key,Sector");
        Main main = RunCommand.service(home, Environment.DEFAULT);
        main.configure().withDurationMaxMessages(1).withDurationHitExitCode(0);
        main.run();
        if (!Files.exists(inbox.resolve(".camel/companies.csv"))) {
            throw new IllegalStateException("the route did not load its file");
        }
    }

    private static void accounts(Path file, String header) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < RECORDS; i++) {
            text.append("\"Company, ").append(i).append("\",K-").append(i).append(",Energy\n");
        }
        Files.writeString(file, text);
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = ArchiveTraining.class.getResourceAsStream("/training/" + resource)) {
            Files.copy(Objects.requireNonNull(in, resource), file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
