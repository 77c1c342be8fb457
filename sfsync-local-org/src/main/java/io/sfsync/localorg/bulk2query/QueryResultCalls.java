/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of query jobs, page by page. A page is found by a locator, the base64 form of the number of rows before it; the form and the
 * default of 100,000 rows are those recorded by forcedotcom/sf-fx-runtime-nodejs.
 */
public final class QueryResultCalls implements CallGroup {

    private static final String JOB = "/services/data/v{version}/jobs/query/{id}";
    private static final long PAGE_ROWS = 100_000;
    private static final int PAGES_LISTED = 5;
    private static final int FIRST_WITH_RESULT_PAGES = 58;

    private final QueryJobs jobs;

    /** Serves the results of {@code jobs}. */
    public QueryResultCalls(QueryJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest("GET", JOB + "/results", "Sends a page of the results of a query job")
                        .source("recorded by forcedotcom/sf-fx-runtime-nodejs (v53)", Confidence.RECORDED),
                this::results);
        router.add(
                Route.rest("GET", JOB + "/resultPages", "Lists the addresses of five pages of results")
                        .source("Bulk API 2.0 Developer Guide, Get Results Parallel", Confidence.DOCUMENTED),
                this::pages);
    }

    private Answer results(Call call) {
        QueryJob job = finished(call);
        long from = call.query("locator").map(QueryResultCalls::offset).orElse(0L);
        long most = call.query("maxRecords").map(QueryResultCalls::count).orElse(PAGE_ROWS);
        long total = job.results().rows();
        if (from > total) {
            throw invalidLocator();
        }
        long sent = Math.min(most, total - from);
        String next = from + sent < total ? locator(from + sent) : "null";
        return Answer.stream(200, "text/csv", out -> job.results().writeTo(out, from, sent))
                .header("Sforce-Locator", next)
                .header("Sforce-NumberOfRecords", String.valueOf(sent));
    }

    private Answer pages(Call call) {
        if (!call.apiVersion().isAtLeast(FIRST_WITH_RESULT_PAGES)) {
            throw ApiException.notFound();
        }
        QueryJob job = finished(call);
        long from = call.query("locator").map(QueryResultCalls::offset).orElse(0L);
        long total = job.results().rows();
        String path = JOB.replace("{version}", call.apiVersion().toString()).replace("{id}", job.id());
        List<Map<String, String>> pages = new ArrayList<>();
        while (from < total && pages.size() < PAGES_LISTED) {
            pages.add(Map.of("resultUrl", path + "/results?locator=" + locator(from)));
            from += PAGE_ROWS;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resultPages", pages);
        if (from < total) {
            body.put("nextRecordsUrl", path + "/resultPages?locator=" + locator(from));
        }
        body.put("done", from >= total);
        return Answer.json(200, body);
    }

    private QueryJob finished(Call call) {
        QueryJob job = jobs.find(call.parameter("id")).orElseThrow(ApiException::notFound);
        if (!job.spec().apiVersion().equals(call.apiVersion())) {
            throw new ApiException(
                    409,
                    "API_ERROR",
                    "The job was created with API version " + job.spec().apiVersion()
                            + " and its results are only available with that version");
        }
        if (job.state() != QueryJobState.JobComplete) {
            throw new ApiException(
                    400,
                    "INVALIDJOBSTATE",
                    "InvalidJobState : The results of a job in state " + job.state() + " are not available");
        }
        return job;
    }

    private static String locator(long offset) {
        byte[] digits = String.valueOf(offset).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digits);
    }

    private static long offset(String locator) {
        try {
            String digits = new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII);
            if (digits.matches("\\d{1,12}")) {
                return Long.parseLong(digits);
            }
        } catch (IllegalArgumentException e) {
            throw invalidLocator();
        }
        throw invalidLocator();
    }

    private static long count(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new ApiException(
                    400, "API_ERROR", "Invalid value: '" + text + "' supplied for property: 'maxRecords'");
        }
        return Long.parseLong(text);
    }

    private static ApiException invalidLocator() {
        return new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
}
