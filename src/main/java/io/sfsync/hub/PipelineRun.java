/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.pipeline.PipelineFile;
import io.sfsync.camel.pipeline.PipelineRoutes;
import io.sfsync.camel.pipeline.PipelineSource;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/** Executes a pipeline file by the component's route template. */
final class PipelineRun {
    private static final long LOOK_EVERY_MILLIS = 250;

    private final HubHome home;
    private final Terminal terminal;
    private final String environment;
    private final boolean json;
    private final boolean once;

    /**
     * @param json whether the result of a single run is printed as JSON
     * @param once whether one message of the source is enough; always so for a file
     */
    PipelineRun(HubHome home, Terminal terminal, String environment, boolean json, boolean once) {
        this.home = home;
        this.terminal = terminal;
        this.environment = environment;
        this.json = json;
        this.once = once;
    }

    /** Runs it, and waits for its end or for that of the process. */
    ExitCode execute(Path file) throws Exception {
        String name = PipelineFolder.name(file);
        Main main = CamelHub.configure(home, environment);
        main.configure().addRoutesBuilder(new PipelineRoutes());
        Progress progress = terminal.progress();
        Listening.toEveryRun(main, progress);
        try (CamelHub hub = CamelHub.start(main);
                Interruption interruption = Interruption.stopping(hub.context())) {
            CamelContext context = hub.context();
            hub.localOrg().ifPresent(progress::org);
            PipelineFile pipeline = PipelineFile.load(context, "file:" + file, home.folder());
            PipelineSource source = pipeline.source();
            progress.title(name + " -> " + pipeline.endpoint().replaceFirst("sfsync:(\\w+):", "$1 "));
            Ended ended = new Ended(name);
            ended.start();
            context.getManagementStrategy().addEventNotifier(ended);
            addRoute(context, name, file);
            if (!once && source != null && source.file() == null) {
                terminal.err().println("sfsync: running the pipeline " + name + "; Ctrl-C ends it");
                interruption.await();
                return ExitCode.OK;
            }
            Exchange exchange = await(ended, interruption, context);
            if (exchange == null) {
                terminal.err().println("interrupted: nothing was read from the source of the pipeline " + name);
                return ExitCode.INTERRUPTED;
            }
            ErrorFile errors = ErrorFile.ofOption(pipeline.options()
                    .getOrDefault("errors", ErrorFile.named(home, name).option()));
            return new RunEnding(terminal, json, RunLedger.of(home, environment, context))
                    .of(exchange, interruption, errors::of);
        }
    }

    private void addRoute(CamelContext context, String name, Path file) {
        TemplatedRouteBuilder.builder(context, PipelineRoutes.TEMPLATE)
                .routeId(name)
                .parameter("file", "file:" + file)
                .parameter("folder", home.folder().toAbsolutePath().toString())
                .parameter("errors", ErrorFile.named(home, name).option())
                .add();
    }

    private static @Nullable Exchange await(Ended ended, Interruption interruption, CamelContext context)
            throws Exception {
        while (true) {
            try {
                return ended.exchange.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (interruption.isUnderWay() && context.isStopped()) {
                    return null;
                }
            }
        }
    }

    /** Takes the first exchange of a route that has come to its end. */
    private static final class Ended extends EventNotifierSupport {
        private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
        private final String routeId;

        private Ended(String routeId) {
            this.routeId = routeId;
            setIgnoreRouteEvents(true);
            setIgnoreServiceEvents(true);
            setIgnoreCamelContextEvents(true);
            setIgnoreExchangeSendingEvents(true);
            setIgnoreExchangeSentEvents(true);
            setIgnoreExchangeCreatedEvent(true);
        }

        @Override
        public void notify(CamelEvent event) {
            boolean isEnd = event.getType() == CamelEvent.Type.ExchangeCompleted
                    || event.getType() == CamelEvent.Type.ExchangeFailed;
            if (isEnd
                    && event instanceof ExchangeEvent end
                    && routeId.equals(end.getExchange().getFromRouteId())) {
                exchange.complete(end.getExchange());
            }
        }
    }
}
