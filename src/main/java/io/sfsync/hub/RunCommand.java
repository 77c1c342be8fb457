/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.pipeline.PipelineRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the routes of the hub's folder until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the routes in routes/ and those of the class path until Ctrl-C or SIGTERM.",
            "With a NAME, runs that pipeline instead: a file is loaded once, any other source until Ctrl-C."
        })
final class RunCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private Environment environment = new Environment();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A pipeline: routes/pipelines/NAME.yaml, .yml or .json, or the path of such a file.")
    private @Nullable String pipeline;

    @Option(names = "--once", description = "With NAME: end after the first message of the source.")
    private boolean once;

    @Option(names = "--json", description = "With NAME: print the result as one JSON object.")
    private boolean json;

    RunCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    /** Whether it serves until somebody ends it, and logs rather than prints. */
    boolean isService() {
        return pipeline == null;
    }

    @Override
    public Integer call() throws Exception {
        String name = pipeline;
        if (name != null) {
            Path file = new PipelineFolder(home).find(name);
            return new PipelineRun(home, terminal, environment.name(), json, once)
                    .execute(file)
                    .code();
        }
        if (once || json) {
            throw new UsageException("--once and --json go with the name of a pipeline, as in ./sfsync run accounts");
        }
        Main main = service(home, environment.name());
        terminal.err()
                .println("sfsync: running " + home.routes() + " in the environment " + environment.name()
                        + "; Ctrl-C ends it");
        main.run();
        return main.getExitCode();
    }

    /** The hub with its routes, not started yet. */
    static Main service(HubHome home, String environment) {
        Main main = CamelHub.configure(home, environment);
        Observability.of(home, main);
        main.configure().addRoutesBuilder(new PipelineRoutes());
        main.configure().withRoutesIncludePattern(home.routes());
        UniqueRouteIds.in(main);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                CamelContext context = started.getCamelContext();
                new TakeUp(context, ledger(home, environment, context), TakeUp.PAUSE).start();
            }
        });
        return main;
    }

    private static RunLedger ledger(HubHome home, String environment, CamelContext context) {
        try {
            return RunLedger.of(home, environment, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
