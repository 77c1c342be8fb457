/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.describe;

import io.sfsync.check.CheckException;
import io.sfsync.failure.FailureClass;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import io.sfsync.salesforce.Repeat;
import io.sfsync.schema.DescribeReader;
import io.sfsync.schema.ObjectSchema;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Asks for the describe of objects, once for each object of a connection. Safe for use by many threads. */
public final class Describer {
    private static final int NOT_FOUND = 404;

    private final OrgClient client;
    private final DescribeCache known;

    /**
     * @param known what was asked before, shared by the runs of a connection
     */
    public Describer(OrgClient client, DescribeCache known) {
        this.client = client;
        this.known = known;
    }

    /**
     * The object of a run.
     *
     * @throws CheckException if the org has no such object, or hides it from the user
     */
    public ObjectSchema object(String name) throws CheckException, IOException, InterruptedException {
        return find(name)
                .orElseThrow(() -> new CheckException("object '" + name + "' does not exist in the org, or this user"
                        + " may not see it; correct the name (custom objects end in __c) or give the user access"));
    }

    /** An object, or nothing where the org has none of this name that the user may see. */
    public Optional<ObjectSchema> find(String name) throws IOException, InterruptedException {
        String key = name.toLowerCase(Locale.ROOT);
        Optional<ObjectSchema> before = known.get(key);
        if (before.isPresent()) {
            return before;
        }
        Optional<DescribeCache.Tagged> found = ask(name, known.tagged(key));
        found.ifPresent(answer -> known.put(key, answer));
        return found.map(DescribeCache.Tagged::object);
    }

    private Optional<DescribeCache.Tagged> ask(String name, Optional<DescribeCache.Tagged> before)
            throws IOException, InterruptedException {
        String path = client.path("sobjects/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "/describe");
        OrgRequest request = OrgRequest.of("GET", path);
        if (before.isPresent()) {
            request = request.withHeader(OrgRequest.IF_NONE_MATCH, before.get().etag());
        }
        try {
            return Optional.of(client.call(
                    Api.COLLECTIONS,
                    request,
                    Repeat.SAFE,
                    answer -> answer.status() == OrgResponse.NOT_MODIFIED && before.isPresent()
                            ? before.get()
                            : new DescribeCache.Tagged(
                                    DescribeReader.read(OrgClient.json(answer)),
                                    answer.header("ETag").orElse(""))));
        } catch (OrgFaultException e) {
            if (e.status() == NOT_FOUND && e.failureClass() == FailureClass.ABORT_RUN) {
                return Optional.empty();
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IOException("the describe of object " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
