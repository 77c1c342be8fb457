/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.query;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.QueryPage;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The calls {@code /query} and {@code /queryAll}; key order and paging as recorded by forcedotcom/sf-fx-runtime-nodejs. */
public final class QueryCalls implements CallGroup {

    private static final String SOURCE =
            "recorded by forcedotcom/sf-fx-runtime-nodejs and SFDO-Tooling/CumulusCI; REST API Developer Guide, Query";
    private static final String BASE = "/services/data/v{version}/";
    private static final Pattern BATCH_SIZE = Pattern.compile("batchsize\\s*=\\s*(\\d{1,6})");

    private final SoqlEngine engine;
    private final OrgSchema schema;
    private final Switches switches;

    /**
     * The calls.
     *
     * @param engine answers the queries
     * @param schema the whole schema, of which each user sees a part
     * @param switches decide what is only inferred of a real org
     */
    public QueryCalls(SoqlEngine engine, OrgSchema schema, Switches switches) {
        this.engine = engine;
        this.schema = schema;
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        add(router, "query", "Runs a query and answers its first page.", call -> first(call, false));
        add(
                router,
                "queryAll",
                "Runs a query over live and deleted records and answers its first page.",
                call -> first(call, true));
        add(router, "query/{locator}", "Answers a further page of a query.", this::further);
        add(
                router,
                "queryAll/{locator}",
                "Answers a further page of a query over live and deleted records.",
                this::further);
    }

    private void add(Router router, String path, String description, Function<Call, Answer> handler) {
        router.add(
                Route.rest("GET", BASE + path, description).source(SOURCE, Confidence.RECORDED),
                call -> refusing(() -> handler.apply(call)));
    }

    private Answer refusing(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (SoqlException e) {
            boolean locator = e.errorCode().equals("INVALID_QUERY_LOCATOR");
            throw new ApiException(
                    locator ? switches.number(Switch.QUERY_UNKNOWN_LOCATOR) : 400, e.errorCode(), e.text());
        }
    }

    private Answer first(Call call, boolean includeDeleted) {
        String soql = call.query("q").orElse("");
        if (soql.isBlank()) {
            throw new SoqlException("MALFORMED_QUERY", "A query string has to be specified");
        }
        Session session = call.session();
        Integer wanted = batchSize(call);
        QueryContext context = new QueryContext(
                schema.visibleTo(session.username(), session.profile()),
                call.apiVersion().toString(),
                includeDeleted,
                wanted == null ? QueryContext.MAX_BATCH_SIZE : wanted);
        QueryPage page = engine.query(soql, context);
        if (call.query("columns").orElse("").equalsIgnoreCase("true")) {
            return Answer.json(200, new QueryColumns(context.schema()).of(SoqlQuery.parse(soql)));
        }
        return answer(call, page);
    }

    private Answer further(Call call) {
        return answer(call, engine.page(call.parameter("locator"), batchSize(call)));
    }

    private static Answer answer(Call call, QueryPage page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("totalSize", page.totalSize());
        body.put("done", page.done());
        if (page.nextLocator() != null) {
            body.put("nextRecordsUrl", "/services/data/v" + call.apiVersion() + "/query/" + page.nextLocator());
        }
        body.put("records", page.records());
        return Answer.json(200, body).xmlRoot("QueryResult");
    }

    /** {@code Sforce-Query-Options: batchSize=500}; anything else in the header is left alone. */
    private static @Nullable Integer batchSize(Call call) {
        Matcher matcher = BATCH_SIZE.matcher(
                call.header("Sforce-Query-Options").orElse("").toLowerCase(Locale.ROOT));
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
