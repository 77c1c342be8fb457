/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An org that is reached with an access token somebody else got, over the JDK's HTTP client. It cannot log in: once the
 * session is over every request fails, and says so. Bodies are streamed both ways.
 */
public final class HttpOrgConnection implements OrgConnection {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final long SLOWEST_BYTES_A_SECOND = 1 << 15;
    private static final int UNAUTHORIZED = 401;
    private static final int ORGANIZATION_ID_LENGTH = 15;

    private final HttpClient http;
    private final OrgIdentity identity;
    private final String accessToken;
    private final String apiVersion;

    /**
     * A connection over a client of its own, with the proxy that the JVM is set to.
     *
     * @param instanceUrl such as {@code https://example.my.salesforce.com}
     * @param accessToken a session id or an OAuth access token
     * @param apiVersion such as {@code 62.0}
     */
    public HttpOrgConnection(URI instanceUrl, String accessToken, String apiVersion) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build(),
                instanceUrl,
                accessToken,
                apiVersion);
    }

    /** A connection over this client, with its proxy and TLS settings. */
    public HttpOrgConnection(HttpClient http, URI instanceUrl, String accessToken, String apiVersion) {
        if (!"https".equals(instanceUrl.getScheme()) && !"http".equals(instanceUrl.getScheme())) {
            throw new IllegalArgumentException("instanceUrl must start with https://, was " + instanceUrl);
        }
        if (!apiVersion.matches("[0-9]{2,3}\\.0")) {
            throw new IllegalArgumentException("apiVersion must be a number such as 62.0, was '" + apiVersion + "'");
        }
        this.http = http;
        this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
        this.apiVersion = apiVersion;
        this.identity = new OrgIdentity(organizationId(accessToken), instanceUrl);
    }

    /** A session id starts with the id of its organization and an exclamation mark. */
    private static String organizationId(String token) {
        int mark = token.indexOf('!');
        return mark == ORGANIZATION_ID_LENGTH && token.startsWith("00D")
                ? SalesforceId.to18(token.substring(0, mark))
                : "";
    }

    @Override
    public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        IdleTimeout idle = new IdleTimeout(request.idleTimeout());
        try {
            response = http.send(httpRequest(request), info -> idle.subscriber());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(e);
        } catch (IOException e) {
            throw e.getCause() instanceof UnresolvedAddressException ? unreachable(e) : e;
        }
        if (response.statusCode() == UNAUTHORIZED) {
            response.body().close();
            throw new NotSentException(
                    "the access token for " + identity.instanceUrl() + " is not valid, or not any more; give a fresh"
                            + " one, or use a connection that can log in",
                    true,
                    new IOException("HTTP 401"));
        }
        return new JdkResponse(response);
    }

    private NotSentException unreachable(IOException cause) {
        return new NotSentException(
                "the org cannot be reached at " + identity.instanceUrl()
                        + "; check the address, the network and the proxy",
                false,
                cause);
    }

    private HttpRequest httpRequest(OrgRequest request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(identity.instanceUrl() + request.path()))
                .timeout(timeout(request))
                .header("Authorization", "Bearer " + accessToken)
                .method(request.method(), publisher(request.body()));
        if (request.isAsync()) {
            builder.header(OrgRequest.SESSION_HEADER, accessToken);
        }
        request.headers().forEach(builder::header);
        OrgBody body = request.body();
        if (body != null) {
            builder.header("Content-Type", body.contentType());
        }
        return builder.build();
    }

    /** The client's time-out covers the upload, too, which may go on for long without being idle. */
    private static Duration timeout(OrgRequest request) throws IOException {
        return request.body() instanceof OrgBody.FileBody file
                ? request.idleTimeout().plusSeconds(Files.size(file.file()) / SLOWEST_BYTES_A_SECOND)
                : request.idleTimeout();
    }

    private static BodyPublisher publisher(@Nullable OrgBody body) throws IOException {
        if (body instanceof OrgBody.Bytes bytes) {
            return BodyPublishers.ofByteArray(bytes.bytes(), 0, bytes.length());
        }
        return body instanceof OrgBody.FileBody file ? BodyPublishers.ofFile(file.file()) : BodyPublishers.noBody();
    }

    @Override
    public OrgIdentity identity() {
        return identity;
    }

    @Override
    public String apiVersion() {
        return apiVersion;
    }

    private record JdkResponse(HttpResponse<InputStream> response) implements OrgResponse {
        @Override
        public int status() {
            return response.statusCode();
        }

        @Override
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
