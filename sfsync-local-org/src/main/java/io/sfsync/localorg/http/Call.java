/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request, from the wire or from inside a composite call. Used by one thread at a time. */
public final class Call {
    private final String method;
    private final String path;
    private final String rawQuery;
    private final Map<String, String> headers;
    private final InputStream wire;
    private final Map<String, String> query;
    private Map<String, String> parameters = Map.of();
    private String suffix = "";
    private String host = "";
    private @Nullable Session session;
    private @Nullable InputStream body;
    private long maxBodyBytes = Route.DEFAULT_MAX_BODY_BYTES;

    Call(String method, String path, String rawQuery, Map<String, String> headers, InputStream wire) {
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.wire = wire;
        this.query = parse(rawQuery);
        this.method = method.equals("POST") && query.containsKey("_HttpMethod")
                ? query.getOrDefault("_HttpMethod", method).toUpperCase(Locale.ROOT)
                : method;
    }

    /**
     * A call made on behalf of this one, as composite requests contain them; it has the same session.
     *
     * @param subMethod the HTTP method in upper case
     * @param uri path and query, starting with a slash
     * @param subHeaders its own headers; those of the outer call are not inherited
     * @param content the body, empty for none
     */
    public Call sub(String subMethod, String uri, Map<String, String> subHeaders, byte[] content) {
        int mark = uri.indexOf('?');
        Call call = new Call(
                subMethod,
                mark < 0 ? uri : uri.substring(0, mark),
                mark < 0 ? "" : uri.substring(mark + 1),
                subHeaders,
                new ByteArrayInputStream(content));
        call.session = session;
        call.host = host();
        return call;
    }

    /** Sets a query parameter, and gives the call. */
    public Call withQuery(String name, String value) {
        query.put(name, value);
        return this;
    }

    /** Puts a body that was read back, and gives the call. */
    public Call withBody(byte[] content) {
        body = new ByteArrayInputStream(content);
        return this;
    }

    /** The HTTP method in upper case; {@code ?_HttpMethod=PATCH} on a POST has already been applied. */
    public String method() {
        return method;
    }

    /** The path as sent, still encoded, without the query. */
    public String path() {
        return path;
    }

    /** The query as sent, still encoded; empty if there was none. */
    public String rawQuery() {
        return rawQuery;
    }

    /** The decoded value of a parameter of the route's template. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter '" + name + "'");
        }
        return value;
    }

    /** The decoded query or form parameters of the URL; of repeated ones the first. */
    public Map<String, String> query() {
        return Collections.unmodifiableMap(query);
    }

    /** A decoded query parameter. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A request header, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Scheme and host as the caller knows them, such as {@code http://127.0.0.1:40123}; no trailing slash. */
    public String host() {
        return host.isEmpty() ? "http://" + header("Host").orElse("localhost") : host;
    }

    /** All request headers, keyed without regard to case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The Content-Type without its parameters, in lower case; empty if there is none. */
    public String mediaType() {
        return header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** The version in the path. Only for routes whose template holds <code>{version}</code>; it has been checked. */
    public ApiVersion apiVersion() {
        return ApiVersion.parse(parameter("version")).orElseThrow(ApiException::notFound);
    }

    /** The session. Only for routes that require one. */
    public Session session() {
        if (session == null) {
            throw new IllegalStateException("the route " + method + " " + path + " requires no session");
        }
        return session;
    }

    /** True once the caller has been recognised. */
    public boolean hasSession() {
        return session != null;
    }

    /**
     * The body, decoded from gzip if need be. May be read once.
     *
     * @throws ApiException while reading: 413 after the route's {@link Route#maxBodyBytes}
     */
    public InputStream body() throws IOException {
        if (body == null) {
            boolean gzip = header("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
            body = new CappedInputStream(gzip ? new GZIPInputStream(wire, 1 << 16) : wire, maxBodyBytes);
        }
        return body;
    }

    /**
     * Reads what the handler has left of a small body. A server that answers before it has read the request closes the connection, and a
     * client that sends its next call on it sees it cut.
     */
    void drain() {
        if (!header("Content-Length").orElse("").matches("[1-9]\\d{0,4}")) {
            return;
        }
        try {
            wire.skipNBytes(Long.MAX_VALUE);
        } catch (IOException endOfBody) {
            // What could be read has been read.
        }
    }

    /** The whole body as text in UTF-8. */
    public String bodyText() throws IOException {
        return new String(body().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The body as a form; names and values decoded, of repeated ones the first. */
    public Map<String, String> form() throws IOException {
        return parse(bodyText());
    }

    /**
     * Reads and forgets what is left of the body, so that the connection can carry the next request.
     *
     * @return false if more than {@code most} bytes are left, or the caller waits to be asked for them
     */
    boolean drain(int most) throws IOException {
        if (header("Expect").isPresent()) {
            return false;
        }
        byte[] buffer = new byte[1 << 13];
        int left = most;
        while (left > 0) {
            int read = wire.read(buffer, 0, Math.min(buffer.length, left));
            if (read < 0) {
                return true;
            }
            left -= read;
        }
        return wire.read() < 0;
    }

    /** {@code json} or {@code xml} if the path asked for a format with a suffix, else empty. */
    String suffix() {
        return suffix;
    }

    void bind(Route route, Map<String, String> matched, String formatSuffix) {
        parameters = matched;
        suffix = formatSuffix;
        maxBodyBytes = route.maxBodyBytes();
    }

    void host(String schemeAndHost) {
        host = schemeAndHost;
    }

    void session(Session found) {
        session = found;
    }

    private static Map<String, String> parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : List.of(encoded.split("&", -1))) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }
}
