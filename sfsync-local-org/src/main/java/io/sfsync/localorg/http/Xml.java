/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** XML text as the org writes it. */
public final class Xml {
    private Xml() {}

    /** Escapes text for an element or an attribute; characters that XML cannot hold are left out. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    /** A whole REST document from a JSON tree: objects become elements, array items repeat their element. */
    static String document(String root, JsonNode tree) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        if (tree.isArray()) {
            String item = root.endsWith("s") ? root.substring(0, root.length() - 1) : "Item";
            out.append('<').append(root).append('>');
            tree.forEach(child -> element(out, item, child));
            out.append("</").append(root).append('>');
        } else {
            element(out, root, tree);
        }
        return out.toString();
    }

    private static void element(StringBuilder out, String name, JsonNode node) {
        if (node.isArray()) {
            node.forEach(child -> element(out, name, child));
            return;
        }
        if (node.isNull()) {
            out.append('<')
                    .append(name)
                    .append(" xsi:nil=\"true\"")
                    .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"/>");
            return;
        }
        JsonNode attributes = node.path("attributes");
        out.append('<').append(name);
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            out.append(escape(attribute.getValue().asText())).append('"');
        }
        out.append('>');
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> child : node.properties()) {
                if (!child.getKey().equals("attributes")) {
                    element(out, child.getKey(), child.getValue());
                }
            }
        } else {
            out.append(escape(node.asText()));
        }
        out.append("</").append(name).append('>');
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            default -> {
                if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
