/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one target field comes by its value.
 *
 * @param target the path of the target field
 * @param origin where the value comes from
 * @param steps the transforms, in order
 * @param fallback what a missing value is replaced with before the transforms, or the constant; {@code null} for none
 * @param optional whether records of a source with fixed columns may lack the column
 * @param when the condition without which the rule says nothing, {@code null} for always
 * @param alternative whether the rule only stands in where those before it gave the target no value
 */
record FieldRule(
        String target,
        Origin origin,
        List<Step> steps,
        @Nullable Object fallback,
        boolean optional,
        @Nullable Condition when,
        boolean alternative) {
    FieldRule {
        steps = List.copyOf(steps);
    }

    FieldRule(String target, Origin origin, List<Step> steps, @Nullable Object fallback, boolean optional) {
        this(target, origin, steps, fallback, optional, null, false);
    }

    /**
     * A transform.
     *
     * @param name how messages call it
     * @param content what it holds beside its name, for the fingerprint
     */
    record Step(String name, Transform transform, String content) {
        Step(String name, Transform transform) {
            this(name, transform, "");
        }

        String description() {
            return name + content;
        }
    }

    /** The same as one of several for its target. */
    FieldRule asAlternative() {
        return new FieldRule(target, origin, steps, fallback, optional, when, true);
    }

    /** What the rule does, as text: equal rules have equal descriptions. */
    String description() {
        return target + "<-" + origin + "|"
                + steps.stream().map(Step::description).collect(Collectors.joining("|")) + "|"
                + fallback + (fallback == null ? "" : ":" + fallback.getClass().getSimpleName())
                + (optional ? "?" : "")
                + (when == null ? "" : " when " + Objects.requireNonNull(when).description())
                + (alternative ? "+" : "");
    }
}
