/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An org whose misbehaviour is scripted: token endpoint, versions, revoke, and whatever a test puts at a path. Requests
 * to other paths need a token that is valid.
 */
public final class ScriptedOrg implements AutoCloseable {
    /** Answers one request. */
    public interface Handler {
        void handle(HttpExchange exchange) throws Exception;
    }

    public final AtomicInteger logins = new AtomicInteger();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final Set<String> validTokens = ConcurrentHashMap.newKeySet();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Handler token = this::giveToken;
    private volatile String instanceUrl;

    public ScriptedOrg() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        instanceUrl = url();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the token endpoint says the instance URL is. */
    public ScriptedOrg instanceUrl(String url) {
        this.instanceUrl = url;
        return this;
    }

    /** Answers at this path, once the token was valid. */
    public ScriptedOrg on(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    /** Answers logins in place of a token. */
    public ScriptedOrg onLogin(Handler handler) {
        token = handler;
        return this;
    }

    /** Ends all sessions. */
    public void expireTokens() {
        validTokens.clear();
    }

    public static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", contentType);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    public static void json(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json;charset=UTF-8", body);
    }

    public void giveToken(HttpExchange exchange) throws IOException {
        String accessToken = "00D000000000001!token" + logins.get();
        validTokens.add(accessToken);
        json(
                exchange,
                200,
                "{\"access_token\":\"" + accessToken + "\",\"instance_url\":\"" + instanceUrl + "\",\"id\":\"" + url()
                        + "/id/00Dxx0000001gPLEAY/005xx000001Sv6AAAS\",\"token_type\":\"Bearer\"}");
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (path.equals("/services/oauth2/token")) {
                exchange.getRequestBody().readAllBytes();
                logins.incrementAndGet();
                token.handle(exchange);
            } else if (path.equals("/services/oauth2/revoke")) {
                json(exchange, 200, "");
            } else if (!isAuthorized(exchange) && !handlers.containsKey("!" + path)) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("WWW-Authenticate", "Token");
                json(
                        exchange,
                        401,
                        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
            } else {
                Handler handler = handlers.getOrDefault("!" + path, handlers.getOrDefault(path, ScriptedOrg::notFound));
                handler.handle(exchange);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    public boolean isAuthorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null
                && header.startsWith("Bearer ")
                && validTokens.contains(header.substring("Bearer ".length()));
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/services/data")) {
            json(exchange, 200, "[{\"version\":\"61.0\"},{\"version\":\"62.0\"},{\"version\":\"63.0\"}]");
        } else {
            json(
                    exchange,
                    404,
                    "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The requested resource does not exist\"}]");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
