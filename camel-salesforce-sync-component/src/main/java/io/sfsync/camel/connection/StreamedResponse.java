/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import io.sfsync.salesforce.OrgResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;

/** An answer whose body is read from the connection, at the pace of the reader. */
final class StreamedResponse implements OrgResponse {
    private final Response response;
    private final InputStream body;

    StreamedResponse(Response response, InputStream body) {
        this.response = response;
        this.body = new FailingStream(body);
    }

    HttpFields fields() {
        return response.getHeaders();
    }

    @Override
    public int status() {
        return response.getStatus();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getHeaders().get(name));
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Whatever fails is an {@link IOException}, and a thread interrupted while it reads stays interrupted. */
    private static final class FailingStream extends FilterInputStream {
        FailingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (InterruptedIOException e) {
                Thread.currentThread().interrupt();
                throw e;
            } catch (RuntimeException e) {
                throw new IOException("the answer broke off (" + Unreachable.reason(e) + ")", e);
            }
        }
    }
}
