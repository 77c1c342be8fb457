/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What the hub logs before a command has said more: warnings, to standard error. It stands here and not in a
 * {@code logback.xml} because reading that takes a tenth of the time that a command needs to start; where there is one, on
 * the class path or named by {@code -Dlogback.configurationFile}, it goes before this.
 *
 * <p>Public because Logback finds it as a service.
 */
public final class LoggingConfigurator extends ContextAwareBase implements Configurator {
    private static final String FILE_PROPERTY = "logback.configurationFile";

    /** For Logback. */
    public LoggingConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggerContext) {
        ClassLoader loader = LoggingConfigurator.class.getClassLoader();
        if (System.getProperty(FILE_PROPERTY) != null
                || loader.getResource("logback-test.xml") != null
                || loader.getResource("logback.xml") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggerContext);
        encoder.setPattern("%d{HH:mm:ss} %-5level %logger{0} - %msg%n"
                + System.getProperty(Logging.EXCEPTIONS_PROPERTY, "%nopex"));
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(loggerContext);
        console.setName("STDERR");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = loggerContext.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        // At DEBUG it prints the refresh token.
        loggerContext
                .getLogger("org.apache.camel.component.salesforce.SalesforceLoginConfig")
                .setLevel(Level.WARN);
        // "Missing property packages" speaks of operations that sfsync does not use.
        loggerContext
                .getLogger("org.apache.camel.component.salesforce.SalesforceComponent")
                .setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
