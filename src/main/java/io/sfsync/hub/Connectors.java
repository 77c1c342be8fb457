/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.salesforce.api.dto.Limits;

/** What a hub is connected with, tried one by one; one that fails does not keep the others from being tried. */
final class Connectors {
    private static final int SECONDS = 10;

    private final CamelContext context;
    private final List<Finding> findings = new ArrayList<>();

    enum State {
        OK,
        FAILED,
        /** Nothing is configured, so nothing was tried. */
        UNUSED
    }

    /** What was found out about a connector. */
    record Finding(String connector, State state, String detail) {}

    /** A try: what it says if the connector works. */
    private interface Trial {
        String run() throws Exception;
    }

    Connectors(CamelContext context) {
        this.context = context;
    }

    /** Tries all of them. */
    List<Finding> check() {
        attempt("salesforce", this::salesforce);
        new TreeMap<>(context.getRegistry().findByTypeWithName(DataSource.class))
                .forEach((name, source) -> attempt("database " + name, () -> database(source)));
        configured("sftp", "sfsync.sftp.host", this::sftp);
        configured("mail", "sfsync.mail.host", this::mail);
        return List.copyOf(findings);
    }

    private void configured(String connector, String property, Trial trial) {
        if (property(property).isEmpty()) {
            findings.add(new Finding(connector, State.UNUSED, property + " is not set"));
        } else {
            attempt(connector, trial);
        }
    }

    private void attempt(String connector, Trial trial) {
        try {
            findings.add(new Finding(connector, State.OK, trial.run()));
        } catch (Exception e) {
            findings.add(new Finding(connector, State.FAILED, Excerpt.of(FailureMessage.of(e), 300)));
        }
    }

    private String salesforce() throws Exception {
        try (var template = context.createProducerTemplate()) {
            Limits limits = template.requestBody("salesforce:limits", (Object) null, Limits.class);
            Limits.Usage requests = limits.getDailyApiRequests();
            return String.format(
                    "logged in; %,d of %,d requests of these 24 hours are left",
                    requests.getRemaining(), requests.getMax());
        }
    }

    private static String database(DataSource source) throws Exception {
        try (Connection connection = source.getConnection()) {
            if (!connection.isValid(SECONDS)) {
                throw new IllegalStateException("the connection is not valid");
            }
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private String sftp() throws Exception {
        Map<String, Object> options =
                new TreeMap<>(Map.of("maximumReconnectAttempts", 0, "connectTimeout", SECONDS * 1000));
        property("sfsync.sftp.password").ifPresent(password -> options.put("password", "RAW(" + password + ")"));
        property("sfsync.sftp.knownHosts").ifPresent(file -> {
            options.put("knownHostsFile", file);
            options.put("strictHostKeyChecking", property("sfsync.sftp.strict").orElse("yes"));
        });
        String folder = property("sfsync.sftp.folder").orElse("outgoing");
        String uri = "sftp:" + property("sfsync.sftp.user").orElse("sfsync") + "@"
                + property("sfsync.sftp.host").orElseThrow() + ":"
                + property("sfsync.sftp.port").orElse("22") + "/" + folder;
        ExtendedCamelContext extension = context.getCamelContextExtension();
        RemoteFileEndpoint<?> endpoint =
                (RemoteFileEndpoint<?>) extension.getEndpoint(extension.normalizeUri(uri), options);
        RemoteFileOperations<?> operations = endpoint.createRemoteFileOperations();
        try {
            operations.connect(endpoint.getConfiguration(), endpoint.createExchange());
            if (!operations.existsFile(folder) && operations.listFiles(folder) == null) {
                throw new IllegalStateException("there is no folder " + folder);
            }
            return "logged in; " + operations.listFiles(folder).length + " entries in " + folder;
        } finally {
            operations.forceDisconnect();
        }
    }

    private String mail() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", SECONDS * 1000);
        properties.put("mail.smtp.timeout", SECONDS * 1000);
        property("sfsync.mail.user").ifPresent(user -> properties.put("mail.smtp.auth", "true"));
        try (Transport transport = Session.getInstance(properties).getTransport("smtp")) {
            transport.connect(
                    property("sfsync.mail.host").orElseThrow(),
                    property("sfsync.mail.port").map(Integer::parseInt).orElse(25),
                    property("sfsync.mail.user").orElse(null),
                    property("sfsync.mail.password").orElse(null));
            return "connected"
                    + property("sfsync.mail.user").map(user -> " as " + user).orElse("");
        }
    }

    private Optional<String> property(String name) {
        return context.getPropertiesComponent().resolveProperty(name).filter(value -> !value.isBlank());
    }
}
