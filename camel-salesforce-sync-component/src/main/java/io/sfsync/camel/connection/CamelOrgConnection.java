/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.sfsync.salesforce.NotSentException;
import io.sfsync.salesforce.OrgBody;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;
import org.apache.camel.component.salesforce.internal.client.AbstractClientBase;
import org.apache.camel.component.salesforce.internal.client.SalesforceSecurityHandler;
import org.apache.camel.support.service.ServiceHelper;
import org.eclipse.jetty.client.ByteBufferRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.PathRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The org that a hub's {@code salesforce} component is logged in to. Uses that component's session and HTTP client, and
 * with them its TLS and proxy settings, and is the only class that knows their insides.
 *
 * <p>Answers that end a session are handled here and not by the component's own security handler, which logs in once
 * for each request that fails, keeps sending to the old instance, and hangs on some answers.
 */
public final class CamelOrgConnection implements OrgConnection {
    /**
     * The conversation attribute with which the component's security handler counts its retries. At its largest value
     * the handler leaves an answer alone. Should a later version name it otherwise, that handler takes over again.
     */
    private static final String RETRIES_ATTRIBUTE = SalesforceSecurityHandler.class.getName() + ".retries";

    private static final int UPLOAD_BUFFER_BYTES = 64 * 1024;

    private final String apiVersion;
    private final Duration idleTimeout;
    private final OrgPermits permits;
    private final int maxConcurrentRequests;
    private final Client client;
    private final SalesforceSession session;
    private final LoginGate gate = new LoginGate();
    private final LoginRefusal refusal;
    private final VersionCheck versionCheck;

    /**
     * @param component a started salesforce component
     * @param name its name in properties, for messages
     * @param apiVersion the version of all calls, such as {@code 62.0}
     * @param permits shared by all that send requests to the org
     * @param maxConcurrentRequests most requests to the org whose answer has not begun yet, at least 1
     * @param idleTimeout the longest silence on a connection; a request may ask for less
     */
    public CamelOrgConnection(
            SalesforceComponent component,
            String name,
            String apiVersion,
            OrgPermits permits,
            int maxConcurrentRequests,
            Duration idleTimeout) {
        this.apiVersion = apiVersion;
        this.idleTimeout = idleTimeout;
        this.permits = permits;
        this.maxConcurrentRequests = maxConcurrentRequests;
        this.session = component.getSession();
        this.client = new Client(component, apiVersion, gate);
        this.refusal = new LoginRefusal(name, component.getLoginConfig().getLoginUrl());
        this.versionCheck = new VersionCheck(apiVersion);
        String token = session.getAccessToken();
        if (token != null) {
            gate.accept(new Login(token, session.getInstanceUrl()));
        }
        ServiceHelper.startService(client);
    }

    @Override
    public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
        Login login = gate.renew(null, this::logIn);
        OrgResponse response = sendWith(login, request);
        return isSessionOver(response) ? sendWith(gate.renew(login, this::logIn), request) : response;
    }

    private static boolean isSessionOver(OrgResponse response) throws NotSentException {
        if (!(response instanceof BufferedResponse buffered)) {
            return false;
        }
        String body = new String(buffered.content(), UTF_8);
        if (buffered.status() == HttpStatus.UNAUTHORIZED_401 && SessionEnd.isPasswordExpired(body)) {
            throw new NotSentException(
                    "the password of the integration user has expired (INVALID_OPERATION_WITH_EXPIRED_PASSWORD): set a"
                            + " new one in Salesforce and in the options of the salesforce component",
                    true,
                    new IOException("HTTP 401"));
        }
        return SessionEnd.isSaidBy(buffered.status(), body);
    }

    @Override
    public OrgIdentity identity() throws IOException, InterruptedException {
        Login login = gate.renew(null, this::logIn);
        versionCheck.run(this);
        return new OrgIdentity(session.getOrgId(), URI.create(login.instanceUrl()));
    }

    @Override
    public String apiVersion() {
        return apiVersion;
    }

    /** Why the last login failed, or {@code null} where it did not; asks nobody. */
    public @Nullable IOException loginFailure() {
        return gate.failure();
    }

    @Override
    public void close() {
        ServiceHelper.stopService(client);
    }

    private OrgResponse sendWith(Login login, OrgRequest request) throws IOException, InterruptedException {
        Request http = client.request(login, request);
        Duration silence = request.idleTimeout().compareTo(idleTimeout) < 0 ? request.idleTimeout() : idleTimeout;
        http.idleTimeout(silence.toMillis(), MILLISECONDS).timeout(0, MILLISECONDS);
        AtomicBoolean begun = new AtomicBoolean();
        http.onRequestBegin(r -> begun.set(true));
        OrgPermits.Permit permit = permits.acquire(URI.create(login.instanceUrl()), maxConcurrentRequests);
        try {
            return exchange(http, request, begun);
        } finally {
            permit.release();
        }
    }

    private static OrgResponse exchange(Request http, OrgRequest request, AtomicBoolean begun)
            throws IOException, InterruptedException {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        http.send(listener);
        try {
            Response response = listener.get(Long.MAX_VALUE, NANOSECONDS);
            StreamedResponse answer = new StreamedResponse(response, listener.getInputStream());
            return SessionEnd.isPossible(answer.status()) ? buffer(answer) : answer;
        } catch (InterruptedException e) {
            var unused = http.abort(e);
            throw e;
        } catch (TimeoutException e) {
            throw new IOException("no answer to " + describe(request), e);
        } catch (ExecutionException e) {
            throw failed(request, begun.get(), e.getCause() == null ? e : e.getCause());
        }
    }

    /** Jetty fails a 401 that has no header WWW-Authenticate; the answer itself is in the failure. */
    private static BufferedResponse withoutChallenge(HttpResponseException failure, IOException otherwise)
            throws IOException {
        if (failure.getResponse() instanceof ContentResponse content) {
            return new BufferedResponse(content.getStatus(), content.getHeaders(), content.getContent());
        }
        throw otherwise;
    }

    private static IOException failed(OrgRequest request, boolean begun, Throwable cause) {
        if (begun) {
            return new IOException("no answer to " + describe(request) + " (" + Unreachable.reason(cause) + ")", cause);
        }
        return new NotSentException(
                "the org cannot be reached for " + describe(request) + " (" + Unreachable.reason(cause)
                        + "): check the network, the proxy and the instance URL",
                Unreachable.isPermanent(cause),
                cause);
    }

    /** Without the query, where the ids and values of records may stand. */
    private static String describe(OrgRequest request) {
        int query = request.path().indexOf('?');
        return request.method() + " "
                + (query < 0 ? request.path() : request.path().substring(0, query));
    }

    private static BufferedResponse buffer(StreamedResponse response) throws IOException {
        try (response;
                InputStream body = response.body()) {
            return new BufferedResponse(
                    response.status(), response.fields(), body.readNBytes(SessionEnd.MAX_BODY_BYTES));
        } catch (IOException e) {
            if (e.getCause() instanceof HttpResponseException answered) {
                return withoutChallenge(answered, e);
            }
            throw e;
        }
    }

    private void logIn() throws IOException, InterruptedException {
        ContentResponse answer = askForToken();
        try {
            session.parseLoginResponse(answer, answer.getContentAsString());
        } catch (SalesforceException e) {
            throw refusal.answered(answer.getStatus(), answer.getContentAsString(), e);
        } catch (RuntimeException e) {
            throw refusal.unreadable(e);
        }
    }

    private ContentResponse askForToken() throws IOException, InterruptedException {
        Request login;
        try {
            login = session.getLoginRequest(conversation());
        } catch (RuntimeException e) {
            throw refusal.impossible(e);
        }
        try {
            return login.send();
        } catch (TimeoutException e) {
            throw refusal.unreachable(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof HttpResponseException answered
                    && answered.getResponse() instanceof ContentResponse content) {
                throw refusal.answered(content.getStatus(), content.getContentAsString(), e);
            }
            throw refusal.unreachable(cause);
        }
    }

    private static HttpConversation conversation() {
        HttpConversation conversation = new HttpConversation();
        conversation.setAttribute(RETRIES_ATTRIBUTE, Integer.MAX_VALUE);
        return conversation;
    }

    /** Builds requests in the shape that the component's security handler knows, and hears of logins by others. */
    private static final class Client extends AbstractClientBase {
        private final LoginGate gate;

        Client(SalesforceComponent component, String apiVersion, LoginGate gate) {
            super(apiVersion, component.getSession(), component.getHttpClient(), component.getLoginConfig());
            this.gate = gate;
        }

        Request request(Login login, OrgRequest request) throws IOException {
            Request http = getRequest(request.method(), login.instanceUrl() + request.path(), null);
            ((HttpRequest) http).getConversation().setAttribute(RETRIES_ATTRIBUTE, Integer.MAX_VALUE);
            http.followRedirects(false);
            http.headers(fields -> {
                fields.put(HttpHeader.AUTHORIZATION, "Bearer " + login.accessToken());
                if (request.isAsync()) {
                    fields.put(OrgRequest.SESSION_HEADER, login.accessToken());
                }
                request.headers().forEach(fields::put);
            });
            OrgBody body = request.body();
            if (body instanceof OrgBody.Bytes bytes) {
                http.body(new ByteBufferRequestContent(
                        bytes.contentType(), ByteBuffer.wrap(bytes.bytes(), 0, bytes.length())));
            } else if (body instanceof OrgBody.FileBody file) {
                http.body(new PathRequestContent(file.contentType(), file.file(), UPLOAD_BUFFER_BYTES));
            }
            return http;
        }

        @Override
        protected void setAccessToken(Request request) {
            request.headers(fields -> fields.put(HttpHeader.AUTHORIZATION, "Bearer " + accessToken));
        }

        @Override
        public void onLogin(String newAccessToken, String newInstanceUrl) {
            super.onLogin(newAccessToken, newInstanceUrl);
            gate.accept(new Login(newAccessToken, newInstanceUrl));
        }

        @Override
        public void onLogout() {
            super.onLogout();
            gate.accept(null);
        }
    }
}
