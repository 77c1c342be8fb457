/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, on the loopback address only. Thread-safe. */
public final class OrgServer implements AutoCloseable {
    /** Most bytes of a URI and of all headers together, as documented for the REST API. */
    static final int MAX_HEAD_BYTES = 16_384;

    private static final int PARSER_BYTES = 64 * 1024;
    private static final int MAX_THREADS = 200;
    private static final int STOP_MILLIS = 4000;

    private final Server server;
    private final ServerConnector connector;
    private final boolean secure;
    private final RequestLog log;

    /**
     * A server that does not listen yet.
     *
     * @param settings how to listen
     * @param router the calls that are answered
     * @param authenticator finds the session of a call
     * @param usage counts the calls that have a session
     * @param filters stand before the handlers, the first one outermost
     */
    public OrgServer(
            ServerSettings settings, Router router, Authenticator authenticator, ApiUsage usage, List<Filter> filters) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("local-org");
        threads.setDaemon(true);
        // An interrupt inside the database would close its file, so calls under way get a moment to end.
        threads.setStopTimeout(STOP_MILLIS);
        server = new Server(threads);
        secure = settings.tls() != null;
        log = new RequestLog();
        connector = connector(server, settings);
        server.addConnector(connector);
        Pipeline pipeline = new Pipeline(router, authenticator, usage, filters);
        server.setHandler(new JettyExchange(pipeline, log, settings));
        server.setStopTimeout(0);
    }

    private static ServerConnector connector(Server server, ServerSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(PARSER_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // Ids, external ids and SOQL come in paths with every kind of escape; the router judges them.
        http.setUriCompliance(UriCompliance.UNSAFE);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector;
        if (settings.tls() == null) {
            connector = new ServerConnector(server, 1, 1, plain);
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setSslContext(settings.tls());
            connector = new ServerConnector(server, tls, plain);
        }
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        return connector;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the port is taken
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(
                    "the local org cannot listen on port " + connector.getPort() + " (" + e.getMessage()
                            + "); choose another port, or 0 for a free one",
                    e);
        } catch (Exception e) {
            throw new IllegalStateException("the local org cannot start", e);
        }
    }

    /** The base address, such as {@code http://127.0.0.1:40123}; no trailing slash. */
    public URI url() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + connector.getLocalPort());
    }

    /** What was received. */
    public RequestLog requests() {
        return log;
    }

    /** Stops at once; open connections are cut. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the local org cannot be stopped", e);
        }
    }
}
