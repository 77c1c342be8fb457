/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sfsync.localorg.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of the calls that a composite request has made so far, and the references to them: <code>@{account.id}</code>,
 * <code>@{query.records[0].Id}</code>. Names are case-sensitive (REST API Developer Guide, Composite).
 */
final class EarlierAnswers {
    private static final Pattern REFERENCE = Pattern.compile("@\\{([^}]*)}");
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final Map<String, JsonNode> bodies = new HashMap<>();
    private final boolean nullsAllowed;

    /**
     * No answers yet.
     *
     * @param nullsAllowed whether a reference may lead to a null, as from v52 on
     */
    EarlierAnswers(boolean nullsAllowed) {
        this.nullsAllowed = nullsAllowed;
    }

    void add(String referenceId, SubAnswer answer) {
        if (!answer.isFailed()) {
            bodies.put(referenceId, answer.body());
        }
    }

    /** The text with its references replaced. */
    String fill(String text) throws UnknownReference {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (reference.find()) {
            filled.append(text, from, reference.start())
                    .append(value(reference.group(1)).asText(""));
            from = reference.end();
        }
        return filled.append(text.substring(from)).toString();
    }

    /** The body with the references in its texts replaced. */
    JsonNode fill(JsonNode node) throws UnknownReference {
        if (node.isTextual()) {
            Matcher whole = REFERENCE.matcher(node.textValue());
            return whole.matches() && value(whole.group(1)).isNull()
                    ? NullNode.getInstance()
                    : TextNode.valueOf(fill(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode copy = Json.MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                copy.set(property.getKey(), fill(property.getValue()));
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            for (JsonNode item : node) {
                copy.add(fill(item));
            }
            return copy;
        }
        return node;
    }

    private JsonNode value(String path) throws UnknownReference {
        Matcher step = STEP.matcher(path);
        JsonNode node = MissingNode.getInstance();
        boolean first = true;
        while (step.find()) {
            String name = step.group(1);
            if (first) {
                node = bodies.getOrDefault(name == null ? "" : name, MissingNode.getInstance());
                first = false;
            } else {
                node = name == null ? node.path(Integer.parseInt(step.group(2))) : node.path(name);
            }
        }
        if (node.isMissingNode() || node.isContainerNode() || (node.isNull() && !nullsAllowed)) {
            throw new UnknownReference(path);
        }
        return node;
    }

    /** A reference to what is not there; the second sentence comes whatever the reason (REST API Developer Guide, Composite; public logs). */
    static final class UnknownReference extends Exception {
        private static final long serialVersionUID = 1L;

        private UnknownReference(String path) {
            super(
                    "Invalid reference specified. No value for " + path + " found in " + path.split("\\.", 2)[0] + ". "
                            + SubRequests.badReferenceId(path),
                    null,
                    false,
                    false);
        }
    }
}
