/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind the name of a transform: nothing, one value, or several by name. */
final class Arguments {
    private final Map<String, @Nullable Object> byName;

    private Arguments(Map<String, @Nullable Object> byName) {
        this.byName = byName;
    }

    /**
     * Reads an argument.
     *
     * @param main the name that a single value has
     * @param others the other names
     * @throws IllegalArgumentException if there is another name
     */
    static Arguments of(@Nullable Object argument, String main, String... others) {
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        if (!(argument instanceof Map<?, ?> map)) {
            byName.put(main, argument);
            return new Arguments(byName);
        }
        Set<String> known = new LinkedHashSet<>(List.of(main));
        known.addAll(Arrays.asList(others));
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("does not know '" + name + "'" + Suggestion.of(name, known));
            }
            byName.put(name, value);
        });
        return new Arguments(byName);
    }

    /** The text of this name, {@code null} where it is not given. */
    @Nullable
    String text(String name) {
        Object value = byName.get(name);
        return value == null ? null : value.toString();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** The texts of this name: of a list, or of a single value. */
    List<String> texts(String name) {
        Object value = byName.get(name);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }
}
