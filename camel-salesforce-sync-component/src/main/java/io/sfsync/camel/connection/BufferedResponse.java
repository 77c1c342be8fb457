/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import io.sfsync.salesforce.OrgResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/** An answer whose short body has been read already. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BufferedResponse(int status, HttpFields fields, byte[] content) implements OrgResponse {
    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public void close() {}
}
