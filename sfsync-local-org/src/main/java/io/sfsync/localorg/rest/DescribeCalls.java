/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.store.OrgStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes the org's objects and their fields. The schema does not change while the org runs, so a describe is as old as the org. */
final class DescribeCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/sobjects";
    private static final String SOURCE =
            "recorded by SFDO-Tooling/CumulusCI (v48); REST API Developer Guide, sObject Describe";

    private final OrgStore store;
    private final SoqlEngine soql;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    DescribeCalls(OrgStore store, SoqlEngine soql) {
        this.store = store;
        this.soql = soql;
    }

    @Override
    public void register(Router router) {
        router.add(Route.rest("GET", BASE, "Lists the objects.").source(SOURCE, Confidence.RECORDED), this::global);
        router.add(
                Route.rest("GET", BASE + "/{object}", "Describes an object in short, with records used last.")
                        .source("REST API Developer Guide, sObject Basic Information", Confidence.DOCUMENTED),
                this::basic);
        router.add(
                Route.rest("GET", BASE + "/{object}/describe", "Describes an object and all its fields.")
                        .source(SOURCE, Confidence.RECORDED),
                this::describe);
    }

    private Answer global(Call call) {
        OrgView view = OrgView.of(call, store);
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (ObjectType object : view.schema().objects()) {
            objects.add(new ObjectDescribe(view, object).summary());
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("encoding", "UTF-8");
        body.put("maxBatchSize", 200);
        body.put("sobjects", objects);
        return conditional(call, body).xmlRoot("DescribeGlobal");
    }

    private Answer basic(Call call) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("objectDescribe", new ObjectDescribe(view, object).summary());
        String name =
                object.nameField() == null ? "" : ", " + object.nameField().name();
        String recent = "SELECT Id" + name + " FROM " + object.name() + " ORDER BY LastModifiedDate DESC LIMIT 10";
        body.put("recentItems", soql.all(recent, QueryContext.of(view.schema(), view.version())));
        return Answer.json(200, body).xmlRoot(object.name());
    }

    private Answer describe(Call call) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        return conditional(call, new ObjectDescribe(view, object).full(soql)).xmlRoot(object.name());
    }

    /** {@code If-Modified-Since} and {@code If-None-Match} are answered with 304 (REST API Developer Guide, Conditional Requests). */
    private Answer conditional(Call call, Map<String, @Nullable Object> body) {
        String etag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
        boolean unmodified = call.header("If-Modified-Since")
                .map(since -> !started.isAfter(RecordCalls.parseHttpDate(since)))
                .orElse(false);
        boolean same = call.header("If-None-Match").map(etag::equals).orElse(false);
        Answer answer = unmodified || same ? Answer.empty(304) : Answer.json(200, body);
        return answer.header("ETag", etag)
                .header("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(started.atOffset(ZoneOffset.UTC)));
    }
}
