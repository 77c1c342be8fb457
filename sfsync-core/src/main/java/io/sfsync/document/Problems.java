/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a mapping, so that all of it is reported at once. */
final class Problems {
    private final String name;
    private final List<String> found = new ArrayList<>();

    /** @param name what messages call the mapping, such as the file's name */
    Problems(String name) {
        this.name = name;
    }

    void add(int line, String problem) {
        found.add(name + (line > 0 ? ":" + line : "") + ": " + problem);
    }

    /** @throws MappingException if there is any problem */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new MappingException(found);
        }
    }
}
