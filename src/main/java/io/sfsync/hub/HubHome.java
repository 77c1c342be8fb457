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

    private static final String ROUTES = "*.camel.yaml";
    private static final String CLASS_PATH_ROUTES = "classpath:routes/" + ROUTES;
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

    /** The folder of the routes. */
    Path routesFolder() {
        return folder.resolve("routes");
    }

    /**
     * Where Camel finds the routes, as patterns of resources: those of the folder, and those of the class path if it has
     * any.
     *
     * @throws UsageException if there are none
     */
    String routes() {
        Path routes = routesFolder();
        String ofFolder = "file:" + routes + "/" + ROUTES;
        boolean onClassPath = Thread.currentThread().getContextClassLoader().getResource("routes") != null;
        String why;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(routes, ROUTES)) {
            if (files.iterator().hasNext()) {
                return onClassPath ? ofFolder + "," + CLASS_PATH_ROUTES : ofFolder;
            }
            why = "there is no " + ROUTES + " in " + routes.toAbsolutePath();
        } catch (IOException e) {
            why = routes.toAbsolutePath() + " can't be read: "
                    + (Files.isDirectory(routes) ? "this user may not read it" : "there is no such folder");
        }
        if (onClassPath) {
            return CLASS_PATH_ROUTES;
        }
        throw new UsageException("no routes to run: " + why + ", and no jar in lib/ has a folder routes");
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
