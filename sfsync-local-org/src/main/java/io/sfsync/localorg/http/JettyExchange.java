/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates between Jetty's request and response and the org's call and answer. */
final class JettyExchange extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(JettyExchange.class);

    private static final int MAX_DRAINED_BYTES = 1 << 20;

    private final Pipeline pipeline;
    private final RequestLog log;
    private final ServerSettings settings;
    private final StandardHeaders headers;

    JettyExchange(Pipeline pipeline, RequestLog log, ServerSettings settings) {
        this.pipeline = pipeline;
        this.log = log;
        this.settings = settings;
        this.headers = new StandardHeaders(settings.tls() != null);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Instant time = settings.clock().instant();
        Call call = call(request);
        long number = isControl(call) ? 0 : log.next();
        String route = "";
        int status = 0;
        try {
            Pipeline.Result result = run(request, call);
            route = result.route();
            boolean dropped = result.answer().ending().dropAfterBytes() < 0;
            status = dropped ? 0 : result.answer().status();
            // Before the answer is out, so that a client that has it finds its call in the log.
            log(call, number, time, route, status);
            // A body that is left unread would make Jetty close the connection under the client's next request.
            if (!dropped && !call.drain(MAX_DRAINED_BYTES)) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            send(request, response, result.answer(), callback);
        } catch (IOException e) {
            LOG.debug("call {} {} was cut: {}", call.method(), call.path(), e.toString());
            if (status == 0) {
                log(call, number, time, route, 0);
            }
            cut(request, callback, e);
        }
        return true;
    }

    /** Control calls are not part of what an org receives. */
    private static boolean isControl(Call call) {
        return ErrorBodies.familyOf(call.path()) == Family.CONTROL;
    }

    private void log(Call call, long number, Instant time, String route, int status) {
        if (isControl(call)) {
            return;
        }
        String query = call.rawQuery().isEmpty() ? "" : "?" + call.rawQuery();
        log.add(new RequestLog.Entry(number, time, route, call.method(), call.path() + query, status));
    }

    private static Call call(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getName(), value, (first, second) -> first + "," + second);
        }
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        Call call = new Call(
                request.getMethod(),
                path == null ? "/" : path,
                query == null ? "" : query,
                headers,
                Content.Source.asInputStream(request));
        call.host((request.isSecure() ? "https://" : "http://")
                + call.header("Host").orElse("localhost"));
        return call;
    }

    private Pipeline.Result run(Request request, Call call) throws IOException {
        int uriBytes = request.getHttpURI().asString().length();
        if (uriBytes > OrgServer.MAX_HEAD_BYTES) {
            return refuse(call, 414, "URI_TOO_LONG", "The URI is longer than 16,384 bytes");
        }
        int headerBytes = 0;
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            headerBytes += header.getKey().length() + header.getValue().length() + 4;
        }
        if (headerBytes > OrgServer.MAX_HEAD_BYTES) {
            return refuse(call, 431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "The headers are longer than 16,384 bytes");
        }
        Pipeline.Result result = pipeline.run(call);
        call.drain();
        return new Pipeline.Result(Rendering.render(result.answer(), call), result.route());
    }

    private static Pipeline.Result refuse(Call call, int status, String code, String message) {
        Answer answer =
                ErrorBodies.render(new ApiException(status, code, message), call, ErrorBodies.familyOf(call.path()));
        return new Pipeline.Result(Rendering.render(answer, call), "");
    }

    private void send(Request request, Response response, Answer answer, Callback callback) throws IOException {
        if (answer.ending().dropAfterBytes() < 0) {
            cut(request, callback, new IOException("dropped by a fault"));
            return;
        }
        response.setStatus(answer.status());
        headers.add(response.getHeaders(), answer, settings.clock().instant());
        answer.headers().forEach(header -> response.getHeaders().put(header.getKey(), header.getValue()));
        if (answer.contentType() != null) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        boolean gzip = AnswerBody.gzipAccepted(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING));
        boolean head = request.getMethod().equals("HEAD");
        byte @Nullable [] whole = AnswerBody.whole(answer, gzip, head);
        if (whole != null && answer.ending().equals(Ending.COMPLETE)) {
            boolean chunked = !head
                    && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                    && AnswerBody.isChunked(answer, whole.length);
            AnswerBody.describe(response.getHeaders(), answer, chunked ? -1 : whole.length, gzip && whole.length > 0);
            if (chunked) {
                response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
            }
            response.write(true, ByteBuffer.wrap(head ? new byte[0] : whole), callback);
            return;
        }
        stream(request, response, answer, whole, gzip, callback);
    }

    private void stream(
            Request request, Response response, Answer answer, byte @Nullable [] whole, boolean gzip, Callback callback)
            throws IOException {
        AnswerBody.describe(response.getHeaders(), answer, whole == null ? -1 : whole.length, gzip);
        OutputStream wire = Content.Sink.asOutputStream(response);
        EndingOutputStream out = new EndingOutputStream(wire, answer.ending(), settings.sleeper());
        try {
            AnswerBody.write(answer, whole, gzip, out);
        } catch (EndingOutputStream.CutException e) {
            cut(request, callback, e);
            return;
        }
        callback.succeeded();
    }

    private static void cut(Request request, Callback callback, Throwable why) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(why);
    }
}
