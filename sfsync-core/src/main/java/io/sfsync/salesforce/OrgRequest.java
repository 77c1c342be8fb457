/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to an org. Its body can be sent again as often as a new login asks for it.
 *
 * @param method {@code GET}, {@code POST}, {@code PATCH}, {@code PUT} or {@code DELETE}
 * @param path from the root of the instance, query included, such as {@code /services/data/v62.0/limits}
 * @param headers further request headers by name, without authorization
 * @param body what is sent, or {@code null}
 * @param idleTimeout how long the connection may be silent before the answer counts as lost
 */
public record OrgRequest(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable OrgBody body,
        Duration idleTimeout) {

    /** Slow triggers keep a call of 200 records silent for minutes; Salesforce itself ends a call after ten. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofMinutes(10);

    /** The start of the path of every request of Bulk API 1.0. */
    static final String ASYNC = "/services/async/";

    /** Bulk API 1.0 takes the session from this header (Bulk API Developer Guide, Set a Session Header). */
    public static final String SESSION_HEADER = "X-SFDC-Session";

    /** Asks for an answer only if it is another one by now; else the org says {@link OrgResponse#NOT_MODIFIED}. */
    public static final String IF_NONE_MATCH = "If-None-Match";

    public OrgRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with '/', was " + path);
        }
        headers = Map.copyOf(headers);
    }

    /** A request without a body. */
    public static OrgRequest of(String method, String path) {
        return new OrgRequest(method, path, Map.of(), null, DEFAULT_IDLE_TIMEOUT);
    }

    /** Whether this is a request of Bulk API 1.0, which wants the session in {@link #SESSION_HEADER}, too. */
    public boolean isAsync() {
        return path.startsWith(ASYNC);
    }

    /** Whether it takes records to the org, or names those to delete. */
    boolean carriesRecords() {
        boolean upload = path.endsWith("/batches") || path.endsWith("/batch");
        return !method.equals("GET") && (upload || path.contains("/composite/sobjects"));
    }

    /** Whether the answer may be that nothing has changed. */
    boolean isConditional() {
        return headers.containsKey(IF_NONE_MATCH);
    }

    /** The same request with this body. */
    public OrgRequest withBody(OrgBody newBody) {
        return new OrgRequest(method, path, headers, newBody, idleTimeout);
    }

    /** The same request with one more header. */
    public OrgRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new OrgRequest(method, path, more, body, idleTimeout);
    }

    /** The same request with another idle time-out. */
    public OrgRequest withIdleTimeout(Duration timeout) {
        return new OrgRequest(method, path, headers, body, timeout);
    }
}
