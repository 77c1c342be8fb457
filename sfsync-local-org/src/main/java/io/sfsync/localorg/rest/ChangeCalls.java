/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.OrgStore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which records were deleted or changed in a span of time; seconds of the span do not count. */
final class ChangeCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/sobjects/{object}/";
    private static final String SOURCE = "restforce's fixtures; REST API Developer Guide, sObject Get ";
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx");
    private static final DateTimeFormatter SOQL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private final OrgStore store;
    private final Records records;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    ChangeCalls(OrgStore store, Records records) {
        this.store = store;
        this.records = records;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest("GET", BASE + "deleted", "Lists the records deleted in a span of time.")
                        .source(SOURCE + "Deleted", Confidence.DOCUMENTED),
                this::deleted);
        router.add(
                Route.rest("GET", BASE + "updated", "Lists the records created or changed in a span of time.")
                        .source(SOURCE + "Updated", Confidence.DOCUMENTED),
                this::updated);
    }

    private Answer deleted(Call call) {
        List<Map<String, Object>> deleted = new ArrayList<>();
        for (Map<String, @Nullable Object> record : changed(call, true)) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("id", String.valueOf(record.get("Id")));
            item.put("deletedDate", String.valueOf(record.get("SystemModstamp")));
            deleted.add(item);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("deletedRecords", deleted);
        body.put("earliestDateAvailable", wire(started));
        body.put("latestDateCovered", wire(time(call, "end")));
        return Answer.json(200, body);
    }

    private Answer updated(Call call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "ids",
                changed(call, false).stream()
                        .map(record -> String.valueOf(record.get("Id")))
                        .toList());
        body.put("latestDateCovered", wire(time(call, "end")));
        return Answer.json(200, body);
    }

    private List<Map<String, @Nullable Object>> changed(Call call, boolean deleted) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        Instant start = time(call, "start");
        Instant end = time(call, "end");
        if (!start.isBefore(end)) {
            throw new ApiException(
                    400, "INVALID_REPLICATION_DATE", "endDate must be at least one minute greater than startDate");
        }
        String query = "SELECT Id, SystemModstamp FROM " + object.name() + " WHERE IsDeleted = " + deleted
                + " AND SystemModstamp >= " + soql(start) + " AND SystemModstamp < " + soql(end) + " ORDER BY Id";
        return records.query(view, query, deleted);
    }

    private static Instant time(Call call, String name) {
        String text = call.query(name).orElse("");
        try {
            // A plus that was not encoded arrives as a blank.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeParseException e) {
            throw new ApiException(
                    400,
                    "INVALID_REPLICATION_DATE",
                    "The parameter '" + name + "' must be a date and time with an"
                            + " offset, such as 2026-01-31T00:00:00+00:00, was '" + text + "'");
        }
    }

    private static String wire(Instant time) {
        return WIRE.format(time.atOffset(ZoneOffset.UTC));
    }

    private static String soql(Instant time) {
        return SOQL.format(time.atOffset(ZoneOffset.UTC));
    }
}
