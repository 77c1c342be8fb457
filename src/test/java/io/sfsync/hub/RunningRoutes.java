/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.outcome.SyncResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * A hub that runs some of the routes in {@code routes/} against a local org. Its folders lie below a folder of the test:
 * inbox, exports, errors, corrected; its databases are in memory.
 */
final class RunningRoutes implements AutoCloseable {
    private static final long SECONDS = 60;

    private final Path folder;
    private final CamelHub hub;
    private final Arrivals arrivals;

    private RunningRoutes(Path folder, CamelHub hub, Arrivals arrivals) {
        this.folder = folder;
        this.hub = hub;
        this.arrivals = arrivals;
    }

    /** Where the folders of these routes lie. */
    Path folder() {
        return folder;
    }

    /** Runs the files of these names; {@code properties} are lines of the environment. */
    static RunningRoutes of(Path folder, LocalOrg org, List<String> files, String... properties) throws Exception {
        String include = String.join(
                ",",
                files.stream()
                        .map(file -> "file:routes/" + file + ".camel.yaml")
                        .toList());
        Main main = configure(folder, org, properties);
        main.configure().withRoutesIncludePattern(include);
        return start(folder, main);
    }

    /** Runs a file of routes that lies elsewhere. */
    static RunningRoutes ofFile(Path folder, LocalOrg org, Path file, String... properties) throws Exception {
        Main main = configure(folder, org, properties);
        main.configure().withRoutesIncludePattern("file:" + file);
        return start(folder, main);
    }

    /** Runs routes that are written in Java. */
    static RunningRoutes ofJava(Path folder, LocalOrg org, List<RoutesBuilder> routes, String... properties)
            throws Exception {
        Main main = configure(folder, org, properties);
        routes.forEach(main.configure()::addRoutesBuilder);
        return start(folder, main);
    }

    private static Main configure(Path folder, LocalOrg org, String... properties) throws IOException {
        Files.createDirectories(folder);
        Files.copy(
                Path.of("application.properties"),
                folder.resolve("application.properties"),
                StandardCopyOption.REPLACE_EXISTING);
        String memory = "jdbc:h2:mem:" + folder.toString().replaceAll("[^A-Za-z0-9]", "_");
        String database = memory + ";DB_CLOSE_DELAY=-1;INIT=RUNSCRIPT FROM" + " './routes/database/tables.sql'";
        List<String> lines = Stream.concat(
                        Stream.of(
                                "sfsync.inbox = " + folder.resolve("inbox"),
                                "sfsync.exports = " + folder.resolve("exports"),
                                "sfsync.errors = " + folder.resolve("errors"),
                                "sfsync.corrected = " + folder.resolve("corrected"),
                                "sfsync.work = " + folder.resolve("work"),
                                "sfsync.api.folder = " + folder.resolve("api"),
                                "sfsync.inbox.settle = 20",
                                "sfsync.database.url = " + database,
                                "sfsync.staging.url = " + memory + "_staging;DB_CLOSE_DELAY=-1"),
                        Stream.of(properties))
                .toList();
        new HubFolder(folder).environment("dev", org, lines.toArray(String[]::new));
        return CamelHub.configure(new HubHome(folder, folder), "dev");
    }

    private static RunningRoutes start(Path folder, Main main) throws Exception {
        Arrivals arrivals = new Arrivals();
        main.addMainListener(new org.apache.camel.main.MainListenerSupport() {
            @Override
            public void afterConfigure(org.apache.camel.main.BaseMainSupport configured) {
                configured.getCamelContext().getManagementStrategy().addEventNotifier(arrivals);
            }
        });
        CamelHub hub = CamelHub.start(main);
        return new RunningRoutes(folder, hub, arrivals);
    }

    /** Puts a copy of a file below the folder of the test, in whole. */
    void put(Path file, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a file below the folder of the test, in whole. */
    void write(String name, String content) throws IOException {
        Path text = Files.createTempFile("sfsync", ".txt");
        Files.writeString(text, content);
        put(text, name);
        Files.delete(text);
    }

    /** The next exchange that a route has come to the end with; those of other routes are passed over. */
    Exchange next(String routeId) throws InterruptedException {
        while (true) {
            Exchange done = arrivals.done.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(done).as("an exchange of " + routeId).isNotNull();
            if (done.getFromRouteId() != null && done.getFromRouteId().equals(routeId)) {
                return done;
            }
        }
    }

    /** The result of the next exchange of a route. */
    SyncResult result(String routeId) throws InterruptedException {
        Exchange done = next(routeId);
        assertThat(done.getException()).as(routeId).isNull();
        return done.getMessage().getBody(SyncResult.class);
    }

    /** What a schedule does when it is time, without waiting for it. */
    Exchange tick(String routeId) throws Exception {
        Route route = hub.context().getRoute(routeId);
        Exchange exchange = route.getEndpoint().createExchange();
        route.getConsumer().getProcessor().process(exchange);
        return exchange;
    }

    ProducerTemplate template() {
        return hub.context().createProducerTemplate();
    }

    CamelHub hub() {
        return hub;
    }

    /** The files of a folder below that of the test, by name; none if there is no such folder. */
    List<Path> files(String name) throws IOException {
        Path below = folder.resolve(name);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(below)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public void close() {
        hub.close();
    }

    /** Exchanges that are done, in their order. */
    private static final class Arrivals extends EventNotifierSupport {
        private final BlockingQueue<Exchange> done = new LinkedBlockingQueue<>();

        Arrivals() {
            setIgnoreRouteEvents(true);
            setIgnoreServiceEvents(true);
            setIgnoreExchangeSendingEvents(true);
            setIgnoreExchangeSentEvents(true);
            setIgnoreExchangeCreatedEvent(true);
        }

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeEvent ended
                    && (event.getType() == CamelEvent.Type.ExchangeCompleted
                            || event.getType() == CamelEvent.Type.ExchangeFailed)) {
                done.add(ended.getExchange());
            }
        }
    }
}
