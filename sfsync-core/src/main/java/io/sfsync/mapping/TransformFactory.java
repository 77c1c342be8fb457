/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import org.jspecify.annotations.Nullable;

/** Makes a transform of what stands behind its name in a mapping file. */
@FunctionalInterface
interface TransformFactory {
    /**
     * The transform.
     *
     * @throws IllegalArgumentException if the argument does not fit; the message goes on after the name
     */
    Transform create(@Nullable Object argument);

    /** A transform that takes no argument. */
    static TransformFactory plain(Transform transform) {
        return argument -> {
            if (argument != null) {
                throw new IllegalArgumentException("takes no argument");
            }
            return transform;
        };
    }

    /** The argument as text. */
    static String text(@Nullable Object argument, String what) {
        if (argument == null || argument.toString().isEmpty()) {
            throw new IllegalArgumentException("needs " + what);
        }
        return argument.toString();
    }
}
