/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the hub logs, to standard error. */
final class Logging {
    /** What Camel and its libraries say at INFO of themselves; a route's own steps have loggers of other names. */
    private static final List<String> CHATTY = List.of(
            "org.apache", "org.eclipse.jetty", "org.quartz", "com.zaxxer.hikari", "org.springframework", "io.netty");

    private Logging() {}

    /** Errors come with their stack traces; to be called before anything is logged. */
    static void showStackTraces() {
        System.setProperty("sfsync.log.exceptions", "%ex");
    }

    /** For a command that says by itself what becomes of its runs: warnings only, and none twice. */
    static void forCommand(boolean verbose) {
        configure(verbose, Level.WARN, Level.WARN);
        if (!verbose) {
            level("io.sfsync.run", Level.ERROR);
            level("org.apache.camel.processor.errorhandler", Level.OFF);
            level("org.apache.camel.component.file.GenericFileOnCompletion", Level.OFF);
            level("org.apache.camel.impl.engine.DefaultInflightRepository", Level.ERROR);
        }
    }

    /** For a hub that runs until it is stopped: its runs and what its routes log are shown, Camel warns only. */
    static void forService(boolean verbose) {
        configure(verbose, Level.INFO, Level.INFO);
    }

    private static void configure(boolean verbose, Level level, Level ofRoutes) {
        level(org.slf4j.Logger.ROOT_LOGGER_NAME, verbose ? Level.INFO : ofRoutes);
        CHATTY.forEach(library -> level(library, verbose ? Level.INFO : Level.WARN));
        level("io.sfsync", verbose ? Level.DEBUG : level);
        level("io.sfsync.localorg", verbose ? Level.INFO : Level.WARN);
        level("io.sfsync.run", null);
        level("org.apache.camel.processor.errorhandler", null);
        level("org.apache.camel.component.file.GenericFileOnCompletion", null);
        level("org.apache.camel.impl.engine.DefaultInflightRepository", null);
    }

    private static void level(String logger, @Nullable Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(logger).setLevel(level);
        }
    }
}
