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
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectTrait;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.OrgStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records that were used last: here those that were changed last, whoever did it. */
final class RecentCalls implements CallGroup {
    private static final int MOST = 200;
    private static final int DEFAULT = 200;

    private final OrgStore store;
    private final Records records;

    RecentCalls(OrgStore store, Records records) {
        this.store = store;
        this.records = records;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest("GET", "/services/data/v{version}/recent", "Lists the records used last.")
                        .source(
                                "REST API Developer Guide, Recently Viewed Items; restforce's fixtures",
                                Confidence.DOCUMENTED),
                this::recent);
    }

    private Answer recent(Call call) {
        OrgView view = OrgView.of(call, store);
        int limit = call.query("limit")
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .map(wanted -> Math.min(MOST, wanted))
                .orElse(DEFAULT);
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (ObjectType object : view.schema().objects()) {
            FieldDefinition name = object.nameField();
            if (name != null && object.is(ObjectTrait.LAYOUTABLE) && store.countIfUsed(object) > 0) {
                String query = "SELECT Id, " + name.name() + ", LastModifiedDate FROM " + object.name()
                        + " ORDER BY LastModifiedDate DESC LIMIT " + Math.max(1, limit);
                found.addAll(records.query(view, query, false));
            }
        }
        found.sort(Comparator.<Map<String, @Nullable Object>, String>comparing(
                        record -> String.valueOf(record.get("LastModifiedDate")))
                .reversed());
        List<Map<String, @Nullable Object>> last = found.subList(0, Math.min(limit, found.size()));
        last.forEach(record -> record.remove("LastModifiedDate"));
        return Answer.json(200, last).xmlRoot("RecentItems");
    }
}
