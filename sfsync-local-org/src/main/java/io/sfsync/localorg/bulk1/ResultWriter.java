/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.ByteArena;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.Xml;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one result for each row of a batch, in the order of the rows (recorded by SFDO-Tooling/CumulusCI for CSV). */
final class ResultWriter implements Closeable {
    private final OutputStream out;
    private final ContentType type;
    private final ByteArena line = new ByteArena(256);
    private boolean first = true;

    ResultWriter(OutputStream out, ContentType type) throws IOException {
        this.out = out;
        this.type = type;
        text(
                switch (type) {
                    case CSV -> "\"Id\",\"Success\",\"Created\",\"Error\"\n";
                    case XML ->
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><results xmlns=\"" + InfoDocument.NAMESPACE + "\">";
                    case JSON -> "[";
                });
    }

    void write(RowResult result) throws IOException {
        switch (type) {
            case CSV -> csv(result);
            case XML -> text(xml(result));
            case JSON -> {
                text(first ? "" : ",");
                out.write(Json.MAPPER.writeValueAsBytes(json(result)));
            }
        }
        first = false;
    }

    private void csv(RowResult result) throws IOException {
        StringBuilder errors = new StringBuilder();
        result.errors().forEach(error -> errors.append(error.bulkText()));
        line.truncate(0);
        line.addQuoted(result.success() ? result.idText() : "");
        line.add(',');
        line.addQuoted(Boolean.toString(result.success()));
        line.add(',');
        line.addQuoted(Boolean.toString(result.created()));
        line.add(',');
        line.addQuoted(errors.toString());
        line.add('\n');
        line.writeTo(out, 0, line.length());
    }

    private static String xml(RowResult result) {
        StringBuilder xml = new StringBuilder("<result>");
        for (RowError error : result.errors()) {
            xml.append("<errors>");
            error.fields().forEach(field -> element(xml, "fields", field));
            element(xml, "message", error.message());
            element(xml, "statusCode", error.code());
            xml.append("</errors>");
        }
        if (result.success()) {
            element(xml, "id", result.idText());
        }
        element(xml, "success", Boolean.toString(result.success()));
        element(xml, "created", Boolean.toString(result.created()));
        return xml.append("</result>").toString();
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>').append(Xml.escape(text));
        xml.append("</").append(name).append('>');
    }

    private static Map<String, @Nullable Object> json(RowResult result) {
        List<Map<String, Object>> errors = new ArrayList<>();
        for (RowError error : result.errors()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("message", error.message());
            item.put("fields", error.fields());
            item.put("statusCode", error.code());
            errors.add(item);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("success", result.success());
        body.put("created", result.created());
        body.put("id", result.success() ? result.idText() : null);
        body.put("errors", errors);
        return body;
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        text(
                switch (type) {
                    case CSV -> "";
                    case XML -> "</results>";
                    case JSON -> "]";
                });
        out.close();
    }
}
