/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path with parameters, such as <code>/services/data/v{version}/sobjects/{object}</code>. Literal segments match in any
 * case, and doubled or trailing slashes do not matter, because real clients send both and an org takes them.
 */
final class PathTemplate {
    private final List<Segment> segments;

    PathTemplate(String template) {
        segments = split(template).stream().map(PathTemplate::segment).toList();
    }

    /** The segments of a raw path without empty ones. */
    static List<String> split(String rawPath) {
        List<String> parts = new ArrayList<>();
        for (String part : rawPath.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** The parameters, decoded; null if the path is another one. */
    @Nullable
    Map<String, String> match(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            if (!segments.get(i).accepts(path.get(i), parameters)) {
                return null;
            }
        }
        return parameters;
    }

    /** True if the last segment may carry a format suffix: it is no free value such as an external id. */
    boolean takesSuffix() {
        return !segments.isEmpty()
                && !segments.get(segments.size() - 1).parameter().equals("value");
    }

    /** Sorts templates so that literal segments win over parameters, from left to right. */
    String rank() {
        StringBuilder rank = new StringBuilder();
        for (Segment segment : segments) {
            rank.append(segment.parameter().isEmpty() ? 'a' : segment.literal().isEmpty() ? 'c' : 'b');
        }
        return rank.toString();
    }

    private static Segment segment(String text) {
        int brace = text.indexOf('{');
        if (brace < 0) {
            return new Segment(text, "");
        }
        return new Segment(text.substring(0, brace), text.substring(brace + 1, text.length() - 1));
    }

    private record Segment(String literal, String parameter) {
        boolean accepts(String raw, Map<String, String> parameters) {
            if (parameter.isEmpty()) {
                return literal.equalsIgnoreCase(raw);
            }
            if (!raw.startsWith(literal) || raw.length() == literal.length()) {
                return false;
            }
            parameters.put(parameter, decode(raw.substring(literal.length())));
            return true;
        }

        private static String decode(String raw) {
            try {
                return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException brokenEscape) {
                return raw;
            }
        }
    }
}
