/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.nio.file.Path;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

/** A hub that makes one run while somebody watches: its progress is shown, and Ctrl-C stops it in good order. */
final class WatchedHub implements AutoCloseable {
    /** The option of an endpoint that shows the progress of its run. */
    static final String LISTENER = "#progress";

    private final CamelHub hub;
    private final Interruption interruption;

    private WatchedHub(CamelHub hub, Interruption interruption) {
        this.hub = hub;
        this.interruption = interruption;
    }

    /**
     * Starts a hub.
     *
     * @param title of the run, beside its progress
     */
    static WatchedHub start(HubHome home, String environment, Terminal terminal, String title) throws Exception {
        Progress progress = terminal.progress();
        progress.title(title);
        Main main = CamelHub.configure(home, environment);
        main.bind(LISTENER.substring(1), progress);
        CamelHub hub = CamelHub.start(main);
        Interruption interruption = Interruption.stopping(hub.context());
        hub.localOrg().ifPresent(progress::org);
        return new WatchedHub(hub, interruption);
    }

    CamelContext context() {
        return hub.context();
    }

    /** Says how the run ended. */
    ExitCode end(RunEnding ending, Exchange exchange, Function<String, Path> errorFiles) throws Exception {
        return ending.of(exchange, interruption, errorFiles);
    }

    @Override
    public void close() {
        try (hub;
                interruption) {
            // the interruption first: it waits for what the command had to say
        }
    }
}
