/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.http.Xml;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A queried record in the forms of Bulk 1.0, which differ from those of REST. */
final class RecordForms {
    static final String XML_START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><queryResult xmlns=\""
            + InfoDocument.NAMESPACE + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";

    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

    private RecordForms() {}

    /** As REST has it, but date-times as numbers of milliseconds (recorded by SFDO-Tooling/CumulusCI). */
    static Map<String, @Nullable Object> json(Map<?, ?> source) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        source.forEach((name, value) -> body.put(String.valueOf(name), jsonValue(value)));
        return body;
    }

    private static @Nullable Object jsonValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> nested) {
            return json(nested);
        }
        if (value instanceof String text && DATE_TIME.matcher(text).matches()) {
            return OffsetDateTime.parse(text, FORM).toInstant().toEpochMilli();
        }
        return value;
    }

    /** The id twice, after the type, as recorded by SFDO-Tooling/CumulusCI. */
    static String xml(Map<String, @Nullable Object> source) {
        StringBuilder xml = new StringBuilder("<records xsi:type=\"sObject\">");
        fields(xml, source);
        return xml.append("</records>").toString();
    }

    private static void fields(StringBuilder xml, Map<?, ?> source) {
        if (source.get("attributes") instanceof Map<?, ?> attributes) {
            element(xml, "type", attributes.get("type"));
        }
        if (source.get("Id") != null) {
            element(xml, "Id", source.get("Id"));
        }
        source.forEach((name, value) -> {
            if (!"attributes".equals(name)) {
                element(xml, String.valueOf(name), value);
            }
        });
    }

    private static void element(StringBuilder xml, String name, @Nullable Object value) {
        if (value == null) {
            xml.append('<').append(name).append(" xsi:nil=\"true\"/>");
        } else if (value instanceof Map<?, ?> nested) {
            xml.append('<').append(name).append(" xsi:type=\"sObject\">");
            fields(xml, nested);
            xml.append("</").append(name).append('>');
        } else {
            String text = String.valueOf(value);
            String form = DATE_TIME.matcher(text).matches() ? text.replace("+0000", "Z") : text;
            xml.append('<').append(name).append('>').append(Xml.escape(form));
            xml.append("</").append(name).append('>');
        }
    }
}
