/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.ApiUsage;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.store.OrgStore;
import java.util.List;
import java.util.Map;

/** Every REST call about records and what describes them. */
public final class RestCalls implements CallGroup {
    private final OrgStore store;
    private final SoqlEngine soql;
    private final ApiUsage usage;
    private final Map<String, ApiUsage> allocations;

    /**
     * The calls.
     *
     * @param store the records
     * @param soql reads them
     * @param usage the quota that {@code /limits} tells
     * @param allocations further allocations that are counted, by their names there
     */
    public RestCalls(OrgStore store, SoqlEngine soql, ApiUsage usage, Map<String, ApiUsage> allocations) {
        this.store = store;
        this.soql = soql;
        this.usage = usage;
        this.allocations = Map.copyOf(allocations);
    }

    @Override
    public void register(Router router) {
        Records records = new Records(soql);
        List<CallGroup> groups = List.of(
                new RootCalls(),
                new LimitCalls(store, usage, allocations),
                new DescribeCalls(store, soql),
                new RecordCalls(store, records),
                new UpsertCalls(store, records),
                new CollectionCalls(store),
                new RetrieveCalls(store, records),
                new ChangeCalls(store, records),
                new RecentCalls(store, records),
                new CompositeCalls(store, router),
                new TreeCalls(store));
        groups.forEach(group -> group.register(router));
    }
}
