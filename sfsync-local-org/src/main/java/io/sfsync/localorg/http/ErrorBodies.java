/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The body of an error in the shape of its API family. */
final class ErrorBodies {
    private static final String ASYNC = "http://www.force.com/2009/06/asyncapi/dataload";

    /** Recorded with the code before the message: what is not found, and the codes that Bulk API 2.0 has of its own. */
    private static final Set<String> CODE_FIRST = Set.of(
            "NOT_FOUND",
            "INVALIDJOB",
            "INVALIDJOBSTATE",
            "INVALIDENTITY",
            "API_ERROR",
            "BULK_API_ERROR",
            "FEATURENOTENABLED",
            "FEATURE_NOT_ENABLED",
            "LIMIT_EXCEEDED");

    private ErrorBodies() {}

    static Answer render(ApiException e, Call call, Family family) {
        Answer answer = body(e, call, family);
        for (Map.Entry<String, String> header : e.headers().entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** Guesses the family of a path that no call has. */
    static Family familyOf(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.contains("/services/async/")) {
            return Family.BULK1;
        }
        if (lower.contains("/services/soap/")) {
            return Family.SOAP;
        }
        return lower.startsWith("/control") ? Family.CONTROL : Family.REST;
    }

    private static Answer body(ApiException e, Call call, Family family) {
        ApiError first = e.errors().get(0);
        return switch (family) {
            case OAUTH -> Answer.json(e.status(), oauth(first));
            case IDENTITY -> Answer.text(e.status(), "text/plain;charset=UTF-8", first.message());
            case BULK1 -> bulk1(e.status(), first, call);
            case SOAP -> SoapFault.answer(e.status(), first, call.path());
            case REST, CONTROL -> Answer.json(e.status(), rest(e.errors())).xmlRoot("Errors");
        };
    }

    private static Map<String, String> oauth(ApiError error) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", error.code());
        body.put("error_description", error.message());
        return body;
    }

    private static List<Map<String, Object>> rest(List<ApiError> errors) {
        List<Map<String, Object>> body = new ArrayList<>();
        for (ApiError error : errors) {
            Map<String, Object> item = new LinkedHashMap<>();
            if (CODE_FIRST.contains(error.code())) {
                item.put("errorCode", error.code());
                item.put("message", error.message());
            } else {
                item.put("message", error.message());
                item.put("errorCode", error.code());
            }
            if (error.fields() != null) {
                item.put("fields", error.fields());
            }
            body.add(item);
        }
        return body;
    }

    private static Answer bulk1(int status, ApiError error, Call call) {
        boolean json = call.mediaType().contains("json")
                || call.header("Accept").orElse("").contains("application/json");
        if (json) {
            Map<String, String> body = new LinkedHashMap<>();
            body.put("exceptionCode", error.code());
            body.put("exceptionMessage", error.message());
            return Answer.bytes(status, "application/json;charset=UTF-8", Rendering.json(body, false));
        }
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><error\n   xmlns=\"" + ASYNC + "\">\n <exceptionCode>"
                + Xml.escape(error.code()) + "</exceptionCode>\n <exceptionMessage>" + Xml.escape(error.message())
                + "</exceptionMessage>\n</error>";
        return Answer.bytes(status, "application/xml;charset=UTF-8", xml.getBytes(StandardCharsets.UTF_8));
    }
}
