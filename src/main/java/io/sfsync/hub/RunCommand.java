/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.util.concurrent.Callable;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the routes of the hub's folder until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the routes in routes/ until Ctrl-C or SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private Environment environment = new Environment();

    RunCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Main main = CamelHub.configure(home, environment.name());
        Observability.of(home, main);
        main.configure().withRoutesIncludePattern("file:" + home.routes() + "/*.camel.yaml");
        RunLedger ledger = RunLedger.of(home, environment.name());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                new TakeUp(started.getCamelContext(), ledger, TakeUp.PAUSE).start();
            }
        });
        terminal.err()
                .println("sfsync: running " + home.routes() + "/*.camel.yaml in the environment " + environment.name()
                        + "; Ctrl-C ends it");
        main.run();
        return main.getExitCode();
    }
}
