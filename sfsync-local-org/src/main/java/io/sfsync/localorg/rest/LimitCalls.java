/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiUsage;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.OrgStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left of the org's allocations, and how many records there are. */
final class LimitCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/limits";

    /** Keys and allocations of an Enterprise Edition org (REST API Developer Guide, Limits; apache/camel's fixture). */
    private static final Map<String, Integer> FIXED = fixed();

    private final OrgStore store;
    private final ApiUsage usage;
    private final Map<String, ApiUsage> allocations;

    LimitCalls(OrgStore store, ApiUsage usage, Map<String, ApiUsage> allocations) {
        this.store = store;
        this.usage = usage;
        this.allocations = Map.copyOf(allocations);
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest("GET", BASE, "Tells what is left of the org's allocations.")
                        .source("REST API Developer Guide, Limits; apache/camel's fixture", Confidence.DOCUMENTED),
                this::limits);
        router.add(
                Route.rest("GET", BASE + "/recordCount", "Counts records.")
                        .source("recorded by SFDO-Tooling/CumulusCI", Confidence.RECORDED),
                this::recordCount);
    }

    private Answer limits(Call call) {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("DailyApiRequests", limit(usage.max(), usage.remaining()));
        FIXED.forEach((name, max) -> limits.put(nameIn(call, name), allocation(name, max)));
        return Answer.json(200, limits);
    }

    /** Before version 49 the batches had another name (REST API Developer Guide, Limits). */
    private static String nameIn(Call call, String name) {
        boolean old = name.equals("DailyBulkApiBatches") && !call.apiVersion().isAtLeast(49);
        return old ? "DailyBulkApiRequests" : name;
    }

    private Map<String, Object> allocation(String name, int max) {
        ApiUsage counted = allocations.get(name);
        return counted == null ? limit(max, max) : limit(counted.max(), counted.remaining());
    }

    private static Map<String, Object> limit(int max, int remaining) {
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("Max", max);
        limit.put("Remaining", remaining);
        return limit;
    }

    private Answer recordCount(Call call) {
        OrgView view = OrgView.of(call, store);
        List<ObjectType> objects = new ArrayList<>();
        String asked = call.query("sObjects").orElse("");
        if (asked.isEmpty()) {
            objects.addAll(view.schema().objects());
        } else {
            for (String name : asked.split(",", -1)) {
                ObjectType object = view.schema().object(name.strip());
                if (object != null) {
                    objects.add(object);
                }
            }
        }
        List<Map<String, Object>> counts = new ArrayList<>();
        for (ObjectType object : objects) {
            long count = store.countIfUsed(object);
            if (count > 0) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("count", count);
                entry.put("name", object.name());
                counts.add(entry);
            }
        }
        return Answer.json(200, Map.of("sObjects", counts));
    }

    private static Map<String, Integer> fixed() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("ConcurrentAsyncGetReportInstances", 200);
        limits.put("ConcurrentSyncReportRuns", 20);
        limits.put("DailyAsyncApexExecutions", 250_000);
        limits.put("DailyBulkApiBatches", 15_000);
        limits.put("DailyBulkV2QueryFileStorageMB", 976_562);
        limits.put("DailyBulkV2QueryJobs", 10_000);
        limits.put("DailyDurableStreamingApiEvents", 10_000);
        limits.put("DailyGenericStreamingApiEvents", 10_000);
        limits.put("DailyStreamingApiEvents", 10_000);
        limits.put("DailyWorkflowEmails", 1_000);
        limits.put("DataStorageMB", 1_024);
        limits.put("DurableStreamingApiConcurrentClients", 20);
        limits.put("FileStorageMB", 1_024);
        limits.put("HourlyAsyncReportRuns", 1_200);
        limits.put("HourlyDashboardRefreshes", 200);
        limits.put("HourlyODataCallout", 20_000);
        limits.put("HourlySyncReportRuns", 500);
        limits.put("HourlyTimeBasedWorkflow", 1_000);
        limits.put("MassEmail", 5_000);
        limits.put("SingleEmail", 5_000);
        limits.put("StreamingApiConcurrentClients", 20);
        return limits;
    }
}
