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
import io.sfsync.localorg.switches.Switches;
import java.util.List;
import java.util.Map;

/** Every REST call about records and what describes them. */
public final class RestCalls implements CallGroup {
    private final OrgStore store;
    private final SoqlEngine soql;
    private final ApiUsage usage;
    private final Map<String, ApiUsage> allocations;
    private final Switches switches;

    /**
     * The calls.
     *
     * @param store the records
     * @param soql reads them
     * @param usage the quota that {@code /limits} tells
     * @param allocations further allocations that are counted, by their names there
     * @param switches decide what is only inferred of a real org
     */
    public RestCalls(
            OrgStore store, SoqlEngine soql, ApiUsage usage, Map<String, ApiUsage> allocations, Switches switches) {
        this.store = store;
        this.soql = soql;
        this.usage = usage;
        this.allocations = Map.copyOf(allocations);
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        Records records = new Records(soql);
        List<CallGroup> groups = List.of(
                new RootCalls(),
                new LimitCalls(store, usage, allocations),
                new DescribeCalls(store, soql),
                new RecordCalls(store, records, switches),
                new UpsertCalls(store, records, switches),
                new CollectionCalls(store, switches),
                new RetrieveCalls(store, records),
                new ChangeCalls(store, records),
                new RecentCalls(store, records),
                new CompositeCalls(store, router, switches),
                new TreeCalls(store));
        groups.forEach(group -> group.register(router));
    }
}
