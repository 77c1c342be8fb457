/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.DuplicateMatch;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.RowError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The error of a single record that a duplicate rule refuses: it tells the records that were found, before the code. Up to v51 the key is
 * misspelt {@code duplicateResut} (recorded by rudderlabs/rudder-server).
 */
final class DuplicateAnswer {
    private static final int SPELT_RIGHT = 52;

    private DuplicateAnswer() {}

    static Map<String, Object> of(OrgView view, ObjectType object, RowError error, DuplicateMatch match) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("allowSave", match.allowSave());
        result.put("duplicateRule", match.rule());
        result.put("duplicateRuleEntityType", object.name());
        result.put("errorMessage", error.message());
        result.put("matchResults", List.of(matches(view, object, match)));
        Map<String, Object> body = new LinkedHashMap<>();
        boolean right = Double.parseDouble(view.version()) >= SPELT_RIGHT;
        body.put(right ? "duplicateResult" : "duplicateResut", result);
        body.put("errorCode", error.code());
        body.put("message", error.message());
        return body;
    }

    private static Map<String, Object> matches(OrgView view, ObjectType object, DuplicateMatch match) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (long id : match.ids()) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("type", object.name());
            attributes.put("url", view.recordUrl(object, RecordId.format(id)));
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("attributes", attributes);
            record.put("Id", RecordId.format(id));
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("additionalInformation", List.of());
            found.put("fieldDiffs", List.of());
            found.put("matchConfidence", 100.0);
            found.put("record", record);
            records.add(found);
        }
        Map<String, Object> matches = new LinkedHashMap<>();
        matches.put("entityType", object.name());
        matches.put("errors", List.of());
        matches.put("matchEngine", "FuzzyMatchEngine");
        matches.put("matchRecords", records);
        matches.put("rule", match.rule());
        matches.put("size", records.size());
        matches.put("success", true);
        return matches;
    }
}
