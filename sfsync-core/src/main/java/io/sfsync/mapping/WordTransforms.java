/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Transforms that choose among known values. */
final class WordTransforms {
    /** The key of a value map whose value stands for all that has no key. */
    private static final String ANY = "*";

    private WordTransforms() {}

    static void addTo(Map<String, TransformFactory> all) {
        all.put("map", WordTransforms::map);
        all.put("multipicklist", WordTransforms::multiPicklist);
    }

    private static Transform map(@Nullable Object argument) {
        if (!(argument instanceof Map<?, ?> given) || given.isEmpty()) {
            throw new IllegalArgumentException("needs values by value, as in {map: {US: United States, '*': Other}}");
        }
        Map<String, @Nullable Object> table = new HashMap<>();
        given.forEach((key, value) -> {
            if (value instanceof Map || value instanceof List) {
                throw new IllegalArgumentException("needs a single value for '" + key + "'");
            }
            table.put(String.valueOf(key), value);
        });
        if (!table.containsKey(ANY)) {
            return Lookup.replacing(table, null, "is no key of the value map; add it, or '*' for all others");
        }
        Object otherwise = table.remove(ANY);
        boolean keeps = ANY.equals(otherwise);
        return value -> {
            String key = value.toString();
            return table.containsKey(key) ? table.get(key) : keeps ? value : otherwise;
        };
    }

    /** Several values in one text become the text that a multi-select picklist takes. */
    private static Transform multiPicklist(@Nullable Object argument) {
        Pattern separator = Pattern.compile(
                TransformFactory.text(argument, "the separator in the source, such as ','"), Pattern.LITERAL);
        return value -> {
            Set<String> words = new LinkedHashSet<>();
            List<?> parts = value instanceof List<?> list ? list : List.of(separator.split(value.toString()));
            for (Object part : parts) {
                String word = String.valueOf(part).strip();
                if (word.contains(";") && !separator.pattern().equals(";")) {
                    throw new TransformException(
                            "has a value with a semicolon, which separates the values of a" + " multi-select picklist");
                }
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            return words.isEmpty() ? null : String.join(";", words);
        };
    }
}
