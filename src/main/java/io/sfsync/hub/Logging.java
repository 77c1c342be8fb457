/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the hub logs, to standard error. */
final class Logging {
    /** What Camel and its libraries say at INFO of themselves; a route's own steps have loggers of other names. */
    private static final List<String> CHATTY = List.of(
            "org.apache", "org.eclipse.jetty", "org.quartz", "com.zaxxer.hikari", "org.springframework", "io.netty");

    /** How the end of a line shows an exception, in Logback's words. */
    static final String EXCEPTIONS_PROPERTY = "sfsync.log.exceptions";

    private static final String FILES = "FILES";

    private Logging() {}

    /** Errors come with their stack traces; to be called before anything is logged. */
    static void showStackTraces() {
        System.setProperty(EXCEPTIONS_PROPERTY, "%ex");
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

    /** Writes what is logged to a folder too: a file a day and at most 10 MB each, for 30 days and at most 500 MB. */
    static void alsoToFiles(Path folder) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> before = root.getAppender(FILES);
        if (before != null) {
            root.detachAppender(before);
            before.stop();
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(FILES);
        appender.setFile(folder.resolve("hub.log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(folder.resolve("hub-%d{yyyy-MM-dd}.%i.log.gz").toString());
        policy.setMaxFileSize(new FileSize(10 * FileSize.MB_COEFFICIENT));
        policy.setMaxHistory(30);
        policy.setTotalSizeCap(new FileSize(500 * FileSize.MB_COEFFICIENT));
        policy.start();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0} - %msg%n");
        encoder.start();
        appender.setRollingPolicy(policy);
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
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
