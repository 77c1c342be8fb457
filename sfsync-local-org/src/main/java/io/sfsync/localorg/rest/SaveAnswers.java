/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiError;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.DuplicateMatch;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes in which saved and refused records are answered. */
final class SaveAnswers {
    private SaveAnswers() {}

    /** {@code {"id":…,"success":true,"errors":[]}}, recorded by tablexi/restforce-db and openstax/accounts. */
    static Map<String, Object> saved(RowResult result) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", result.idText());
        body.put("success", true);
        body.put("errors", List.of());
        return body;
    }

    /** The same with {@code created}, as upsert answers from v46 on. */
    static Map<String, Object> upserted(RowResult result) {
        Map<String, Object> body = saved(result);
        body.put("created", result.created());
        return body;
    }

    /** The errors of a single record: {@code errorCode}, and no {@code fields} where a column does not exist. */
    static ApiException refused(int status, RowResult result) {
        return new ApiException(
                status, result.errors().stream().map(SaveAnswers::error).toList());
    }

    /** The same as an answer; a duplicate comes with the records that were found. */
    static Answer refusal(OrgView view, ObjectType object, int status, RowResult result) {
        DuplicateMatch match = result.errors().get(0).duplicates();
        if (match == null) {
            throw refused(status, result);
        }
        return Answer.json(
                status, List.of(DuplicateAnswer.of(view, object, result.errors().get(0), match)));
    }

    static ApiError error(RowError error) {
        boolean column = error.code().equals("INVALID_FIELD") && error.message().startsWith("No such column");
        return new ApiError(error.code(), error.message(), column ? null : error.fields());
    }

    /** An item of a collection: {@code statusCode} instead of {@code errorCode}, recorded by amp-labs/connectors. */
    static Map<String, Object> item(RowResult result, boolean upsert, boolean idOfRefused) {
        if (result.success()) {
            return upsert ? upserted(result) : saved(result);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (idOfRefused && result.id() != 0) {
            body.put("id", result.idText());
        }
        body.put("success", false);
        body.put("errors", itemErrors(result.errors()));
        if (upsert && result.created()) {
            body.put("created", true);
        }
        return body;
    }

    static List<Map<String, Object>> itemErrors(List<RowError> errors) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (RowError error : errors) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("statusCode", error.code());
            item.put("message", error.message());
            item.put("fields", error.fields());
            items.add(item);
        }
        return items;
    }
}
