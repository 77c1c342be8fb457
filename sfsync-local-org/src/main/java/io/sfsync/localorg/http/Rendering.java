/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Turns the tree of an answer into JSON or XML, as the caller asked by suffix, Accept and X-PrettyPrint. */
final class Rendering {
    private Rendering() {}

    static Answer render(Answer answer, Call call) {
        Object tree = answer.tree();
        if (tree == null || answer.bytes() != null) {
            return answer;
        }
        if (wantsXml(call)) {
            String xml = Xml.document(answer.xmlRoot(), Json.MAPPER.<JsonNode>valueToTree(tree));
            return answer.rendered("application/xml;charset=UTF-8", xml.getBytes(StandardCharsets.UTF_8));
        }
        return answer.rendered("application/json;charset=UTF-8", json(tree, pretty(call)));
    }

    static byte[] json(Object tree, boolean pretty) {
        try {
            return pretty
                    ? Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree)
                    : Json.MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of the org cannot be written as JSON", e);
        }
    }

    private static boolean pretty(Call call) {
        String value = call.header("X-PrettyPrint").orElse("");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    private static boolean wantsXml(Call call) {
        if (!call.suffix().isEmpty()) {
            return call.suffix().equals("xml");
        }
        String accept = call.header("Accept").orElse("");
        return accept.contains("application/xml") && !accept.contains("json") && !accept.contains("*/*");
    }
}
