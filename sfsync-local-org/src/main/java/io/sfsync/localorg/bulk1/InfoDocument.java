/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkDates;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Xml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bodies of jobs and batches: XML with the recorded white space (SFDO-Tooling/CumulusCI), JSON with sorted keys. */
final class InfoDocument {
    static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

    /** Adds a property: a text, a number, a time, or null, which only JSON shows. */
    InfoDocument put(String name, @Nullable Object value) {
        properties.put(name, value);
        return this;
    }

    /** The properties in JSON's form, sorted by name. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        properties.forEach(
                (name, value) -> sorted.put(name, value instanceof Instant time ? BulkDates.json(time) : value));
        return sorted;
    }

    Answer answer(int status, String root, boolean asJson) {
        if (asJson) {
            return Answer.json(status, json());
        }
        StringBuilder out = new StringBuilder(PROLOG);
        out.append('<').append(root).append("\n   xmlns=\"").append(NAMESPACE).append("\">\n");
        elements(out, " ");
        return xml(status, out.append("</").append(root).append('>'));
    }

    static Answer list(List<InfoDocument> items, boolean asJson) {
        if (asJson) {
            return Answer.json(
                    200,
                    Map.of("batchInfo", items.stream().map(InfoDocument::json).toList()));
        }
        StringBuilder out =
                new StringBuilder(PROLOG).append("<batchInfoList\n   xmlns=\"").append(NAMESPACE);
        if (items.isEmpty()) {
            return xml(200, out.append("\" />"));
        }
        out.append("\">\n");
        for (InfoDocument item : items) {
            out.append(" <batchInfo>\n");
            item.elements(out, "  ");
            out.append(" </batchInfo>\n");
        }
        return xml(200, out.append("</batchInfoList>"));
    }

    private void elements(StringBuilder out, String indent) {
        properties.forEach((name, value) -> {
            if (value != null) {
                String text = value instanceof Instant time ? BulkDates.xml(time) : value.toString();
                out.append(indent).append('<').append(name).append('>');
                out.append(Xml.escape(text)).append("</").append(name).append(">\n");
            }
        });
    }

    static Answer xml(int status, CharSequence document) {
        return Answer.bytes(
                status, "application/xml;charset=UTF-8", document.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the caller speaks JSON: by the request's Content-Type, its Accept, or else the job's own form. */
    static boolean wantsJson(Call call, @Nullable ClassicJob job) {
        String type = call.mediaType();
        if (type.contains("json") || type.contains("xml")) {
            return type.contains("json");
        }
        String accept = call.header("Accept").orElse("");
        if (accept.contains("application/json") || accept.contains("xml")) {
            return accept.contains("application/json");
        }
        return job != null && job.spec().contentType() == ContentType.JSON;
    }
}
