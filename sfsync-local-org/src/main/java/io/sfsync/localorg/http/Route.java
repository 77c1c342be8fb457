/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

/**
 * One call that the org answers. The table of calls in the documentation is generated from these.
 *
 * @param method the HTTP method in upper case
 * @param template the path with parameters in braces, such as <code>/services/data/v{version}/limits</code>
 * @param family decides how errors are rendered
 * @param description one sentence: what the call does
 * @param source where its behaviour is known from
 * @param confidence how well it is known
 * @param verifiedBy the unmodified clients that make this call in the tests; empty if none does
 * @param sessionRequired whether the caller must present a session before the handler is asked
 * @param maxBodyBytes most bytes of request body after decoding; more is answered with 413
 */
public record Route(
        String method,
        String template,
        Family family,
        String description,
        String source,
        Confidence confidence,
        String verifiedBy,
        boolean sessionRequired,
        long maxBodyBytes) {

    /** The default for {@link #maxBodyBytes}: 50 MB, the documented cap of a REST request. */
    public static final long DEFAULT_MAX_BODY_BYTES = 50L * 1024 * 1024;

    /** A REST or Bulk 2.0 call with a session. */
    public static Route rest(String method, String template, String description) {
        return of(Family.REST, method, template, description).withSession(true);
    }

    /** A call of any family without a session. */
    public static Route of(Family family, String method, String template, String description) {
        return new Route(
                method, template, family, description, "", Confidence.INFERRED, "", false, DEFAULT_MAX_BODY_BYTES);
    }

    /** Says where the behaviour is known from, and how well. */
    public Route source(String where, Confidence how) {
        return new Route(method, template, family, description, where, how, verifiedBy, sessionRequired, maxBodyBytes);
    }

    /** Names the clients, unmodified, that make this call in the tests, such as {@code jsforce, force-wsc}. */
    public Route verifiedBy(String clients) {
        return new Route(
                method, template, family, description, source, confidence, clients, sessionRequired, maxBodyBytes);
    }

    /** Whether a session is needed. */
    public Route withSession(boolean required) {
        return new Route(method, template, family, description, source, confidence, verifiedBy, required, maxBodyBytes);
    }

    /** Another cap for the request body, in bytes after decoding. */
    public Route maxBody(long bytes) {
        return new Route(method, template, family, description, source, confidence, verifiedBy, sessionRequired, bytes);
    }

    /** {@code POST /services/data/v{version}/jobs/ingest}: the name of the route in logs, faults and counts. */
    public String name() {
        return method + " " + template;
    }
}
