/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.bulk.BulkQuota;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.soql.Export;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.soql.syntax.SoqlException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of Bulk 2.0 query jobs: create, look, list, abort, delete. */
public final class QueryJobCalls implements CallGroup {

    private static final String JOBS = "/services/data/v{version}/jobs/query";
    private static final String RECORDED = "amp-labs/connectors (v60) and mohan-chinnappan-n/cli-dx (v49 to v57)";
    private static final int LIST_PAGE = 1000;

    private final SoqlEngine engine;
    private final OrgSchema schema;
    private final QueryJobs jobs;
    private final BulkQuota quota;

    /**
     * Serves {@code jobs}.
     *
     * @param engine answers the queries
     * @param schema the whole schema, of which each user sees a part
     * @param quota the query jobs that are left
     */
    public QueryJobCalls(SoqlEngine engine, OrgSchema schema, QueryJobs jobs, BulkQuota quota) {
        this.engine = engine;
        this.schema = schema;
        this.jobs = jobs;
        this.quota = quota;
    }

    @Override
    public void register(Router router) {
        router.add(job("POST", "", "Creates a query job"), this::create);
        router.add(job("GET", "", "Lists the query jobs"), this::list);
        router.add(
                job("GET", "/{id}", "Tells the state of a query job"),
                call -> Answer.json(200, QueryJobBodies.info(find(call).poll())));
        router.add(job("PATCH", "/{id}", "Aborts a query job"), this::change);
        router.add(
                job("DELETE", "/{id}", "Deletes a query job that has ended")
                        .source("Bulk API 2.0 Developer Guide, Delete a Query Job", Confidence.DOCUMENTED),
                this::delete);
    }

    private static Route job(String method, String rest, String description) {
        return Route.rest(method, JOBS + rest, description).source(RECORDED, Confidence.RECORDED);
    }

    private Answer create(Call call) throws IOException {
        QueryJobRequest request = QueryJobRequest.read(call.body().readAllBytes());
        Session session = call.session();
        QueryContext context = QueryContext.of(
                        schema.visibleTo(session.username(), session.profile()),
                        call.apiVersion().toString())
                .withDeleted(request.operation().equals("queryAll"));
        try {
            Export export = engine.export(request.query(), context);
            QueryJobSpec spec = new QueryJobSpec(
                    request.operation(),
                    export.object(),
                    request.lineEnding(),
                    request.columnDelimiter(),
                    call.apiVersion(),
                    session.userId());
            if (!quota.takeQueryJob()) {
                throw new ApiException(
                        400,
                        "LIMIT_EXCEEDED",
                        "Max bulk v2 query jobs (" + quota.queryJobsPerDay() + ") per 24 hrs has been reached");
            }
            return Answer.json(200, QueryJobBodies.created(jobs.start(spec, export)));
        } catch (SoqlException e) {
            throw new ApiException(400, e.errorCode(), e.text());
        }
    }

    private Answer list(Call call) {
        List<QueryJob> all = jobs.list();
        int from = call.query("queryLocator").map(QueryJobCalls::offset).orElse(0);
        int to = Math.min(all.size(), from + LIST_PAGE);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("done", to == all.size());
        body.put(
                "records",
                all.subList(Math.min(from, to), to).stream()
                        .map(job -> QueryJobBodies.listed(job.snapshot()))
                        .toList());
        body.put("nextRecordsUrl", to == all.size() ? null : path(call) + "?queryLocator=" + to);
        return Answer.json(200, body);
    }

    private static String path(Call call) {
        return JOBS.replace("{version}", call.apiVersion().toString());
    }

    private static int offset(String locator) {
        if (!locator.matches("\\d{1,9}")) {
            throw new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return Integer.parseInt(locator);
    }

    private Answer change(Call call) throws IOException {
        QueryJob job = find(call);
        String wanted = Json.body(call).path("state").asText("");
        if (!wanted.equals("Aborted")) {
            throw new ApiException(400, "API_ERROR", "Invalid value: '" + wanted + "' supplied for property: 'state'");
        }
        if (!job.abort()) {
            throw new ApiException(400, "INVALIDJOBSTATE", "Aborting already Completed Job not allowed");
        }
        return Answer.json(200, QueryJobBodies.changed(job.snapshot()));
    }

    private Answer delete(Call call) {
        QueryJob job = find(call);
        if (!job.state().isTerminal()) {
            throw new ApiException(
                    400, "API_ERROR", "Error encountered when deleting the job because the job is not terminated");
        }
        jobs.delete(job);
        return Answer.empty(204);
    }

    private QueryJob find(Call call) {
        return jobs.find(call.parameter("id")).orElseThrow(ApiException::notFound);
    }
}
