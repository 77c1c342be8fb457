/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.store.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The list of jobs, 1,000 to a page (Bulk API 2.0 Developer Guide, Get Information About All Ingest Jobs). */
public final class ListCalls implements CallGroup {
    private static final int PAGE = 1000;
    private static final String LOCATOR = RecordId.format(RecordId.of("01g", 1));

    private final IngestJobs jobs;
    private final Supplier<List<Map<String, Object>>> classicJobs;

    /**
     * Lists {@code jobs}.
     *
     * @param classicJobs gives the jobs of Bulk 1.0 in the same form, since the list holds them too
     */
    public ListCalls(IngestJobs jobs, Supplier<List<Map<String, Object>>> classicJobs) {
        this.jobs = jobs;
        this.classicJobs = classicJobs;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest(
                                "GET",
                                "/services/data/v{version}/jobs/ingest",
                                "Lists the jobs of both Bulk APIs, page by page")
                        .source(
                                "mohan-chinnappan-n/cli-dx (v49), forcedotcom/SalesforcePy fixtures",
                                Confidence.RECORDED),
                this::list);
    }

    private Answer list(Call call) {
        List<Map<String, Object>> all = all(call.query("jobType").orElse(""));
        int from = call.query("queryLocator").map(ListCalls::offset).orElse(0);
        int to = Math.min(all.size(), from + PAGE);
        boolean done = to == all.size();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("done", done);
        body.put("records", from > to ? List.of() : all.subList(from, to));
        body.put("nextRecordsUrl", done ? null : call.path() + "?queryLocator=" + LOCATOR + "-" + to);
        return Answer.json(200, body);
    }

    private List<Map<String, Object>> all(String type) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (type.isEmpty() || type.equals("V2Ingest")) {
            jobs.list().forEach(job -> all.add(JobBodies.listed(job.snapshot())));
        }
        if (type.isEmpty() || type.equals("Classic")) {
            all.addAll(classicJobs.get());
        }
        return all;
    }

    private static int offset(String locator) {
        int dash = locator.lastIndexOf('-');
        try {
            return Integer.parseInt(locator.substring(dash + 1));
        } catch (NumberFormatException e) {
            throw new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
    }
}
