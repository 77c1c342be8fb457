/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the hub logs, to standard error. */
final class Logging {
    private Logging() {}

    /** Errors come with their stack traces; to be called before anything is logged. */
    static void showStackTraces() {
        System.setProperty("sfsync.log.exceptions", "%ex");
    }

    /** For a command that says by itself what becomes of its runs: warnings only, and none twice. */
    static void forCommand(boolean verbose) {
        configure(verbose, Level.WARN);
        if (!verbose) {
            level("io.sfsync.run", Level.ERROR);
            level("org.apache.camel.processor.errorhandler", Level.OFF);
            level("org.apache.camel.component.file.GenericFileOnCompletion", Level.OFF);
        }
    }

    /** For a hub that runs until it is stopped: its runs are logged, Camel warns only. */
    static void forService(boolean verbose) {
        configure(verbose, Level.INFO);
    }

    private static void configure(boolean verbose, Level level) {
        level(org.slf4j.Logger.ROOT_LOGGER_NAME, verbose ? Level.INFO : Level.WARN);
        level("io.sfsync", verbose ? Level.DEBUG : level);
        level("io.sfsync.localorg", verbose ? Level.INFO : Level.WARN);
        level("io.sfsync.run", null);
        level("org.apache.camel.processor.errorhandler", null);
        level("org.apache.camel.component.file.GenericFileOnCompletion", null);
    }

    private static void level(String logger, @Nullable Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(logger).setLevel(level);
        }
    }
}
