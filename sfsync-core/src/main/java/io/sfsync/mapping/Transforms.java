/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.Suggestion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The transforms that mapping files know by name: those that are built in and those that the application adds.
 * Immutable.
 */
public final class Transforms {
    /** The transforms that are built in. */
    public static final Transforms BUILT_IN = new Transforms(builtIn());

    private final Map<String, TransformFactory> byName;

    private Transforms(Map<String, TransformFactory> byName) {
        this.byName = byName;
    }

    private static Map<String, TransformFactory> builtIn() {
        Map<String, TransformFactory> all = new LinkedHashMap<>();
        TextTransforms.addTo(all);
        NumberTransforms.addTo(all);
        DateTransforms.addTo(all);
        WordTransforms.addTo(all);
        MoneyTransforms.addTo(all);
        return Collections.unmodifiableMap(all);
    }

    /**
     * These transforms and more, which take no argument.
     *
     * @param more by name; a name that is taken already is given the new meaning
     */
    public Transforms plus(Map<String, Transform> more) {
        Map<String, TransformFactory> all = new LinkedHashMap<>(byName);
        more.forEach((name, transform) -> all.put(name, TransformFactory.plain(transform)));
        return new Transforms(Collections.unmodifiableMap(all));
    }

    /** The names, sorted. */
    public Set<String> names() {
        return new TreeMap<>(byName).keySet();
    }

    /**
     * The transform of this name.
     *
     * @param argument what stands behind the name, {@code null} for nothing, a map for several arguments
     * @throws IllegalArgumentException if there is none of this name, or the argument does not fit it
     */
    public Transform named(String name, @Nullable Object argument) {
        TransformFactory factory = byName.get(name);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "unknown transform '" + name + "'" + Suggestion.of(name, byName.keySet()));
        }
        try {
            return factory.create(argument);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "transform '" + name + "' " + e.getMessage() + ", was '" + argument + "'", e);
        }
    }
}
