/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** What the hub logs, to standard error. */
final class Logging {
    private Logging() {}

    /**
     * @param level of the hub's own loggers; Camel and the rest warn only
     * @param verbose whether everything is logged at INFO, the hub at DEBUG, and errors with their stack traces
     */
    static void configure(Level level, boolean verbose) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(verbose ? Level.INFO : Level.WARN);
            context.getLogger("io.sfsync").setLevel(verbose ? Level.DEBUG : level);
            context.getLogger("io.sfsync.localorg").setLevel(verbose ? Level.DEBUG : Level.WARN);
            if (!verbose) {
                // logs stack traces of what the command line reports in one line
                context.getLogger("org.apache.camel.processor.errorhandler")
                        .setLevel(level.isGreaterOrEqual(Level.WARN) ? Level.OFF : Level.ERROR);
            }
        }
    }
}
