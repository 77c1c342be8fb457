/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a command looks for files.
 *
 * @param folder the hub's folder, with {@code application.properties} and {@code routes}
 * @param callerFolder what file arguments are relative to: the folder that {@code ./sfsync} was called in
 */
record HubHome(Path folder, Path callerFolder) {
    /** The property that names the folder of the ledger. */
    static final String LEDGER = "sfsync.ledger";

    private static final String PREFIX = "application-";
    private static final String SUFFIX = ".properties";

    /** The folder that the process runs in; the launcher says where it was called. */
    static HubHome ofProcess() {
        return new HubHome(Path.of(""), Path.of(System.getProperty("sfsync.callerFolder", "")));
    }

    /** A file that was named on the command line. */
    Path argument(Path file) {
        return callerFolder.resolve(file).toAbsolutePath().normalize();
    }

    /** Where the ledger is, if no property says otherwise. */
    Path ledger() {
        return folder.resolve("ledger");
    }

    /**
     * The folder of the routes.
     *
     * @throws UsageException if there are none
     */
    Path routes() {
        Path routes = folder.resolve("routes");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(routes, "*.camel.yaml")) {
            if (files.iterator().hasNext()) {
                return routes;
            }
        } catch (IOException e) {
            String why = Files.isDirectory(routes) ? "this user may not read it" : "there is no such folder";
            throw new UsageException("no routes to run: " + routes.toAbsolutePath() + " can't be read: " + why);
        }
        throw new UsageException("no routes to run: there is no *.camel.yaml in " + routes.toAbsolutePath());
    }

    /**
     * Camel's locations of the properties of an environment, the environment's own first.
     *
     * @throws UsageException if there is no such environment
     */
    String propertyLocations(String environment) {
        Path common = folder.resolve("application" + SUFFIX);
        Path own = folder.resolve(PREFIX + environment + SUFFIX);
        if (!Files.isRegularFile(own) && !environment.equals(Environment.DEFAULT)) {
            throw new UsageException("--env " + environment + ": there is no file " + own + "; known environments: "
                    + String.join(", ", environments()));
        }
        return "file:" + own + ";optional=true,file:" + common + ";optional=true";
    }

    /** The files of an environment that are there, the common one first. */
    List<Path> propertyFiles(String environment) {
        return Stream.of(folder.resolve("application" + SUFFIX), folder.resolve(PREFIX + environment + SUFFIX))
                .filter(Files::isRegularFile)
                .toList();
    }

    private List<String> environments() {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            return Stream.concat(
                            Stream.of(Environment.DEFAULT),
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                                    .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(Environment.DEFAULT);
        }
    }
}
