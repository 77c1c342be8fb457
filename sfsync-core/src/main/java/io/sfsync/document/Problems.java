/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gathers what is wrong with a mapping, so that all of it is reported at once. */
public final class Problems {
    private final String name;
    private final Function<List<String>, ? extends RuntimeException> exception;
    private final List<String> found = new ArrayList<>();

    /**
     * None yet.
     *
     * @param name what messages call the document, such as the file's name
     * @param exception makes the exception that tells all problems
     */
    public Problems(String name, Function<List<String>, ? extends RuntimeException> exception) {
        this.name = name;
        this.exception = exception;
    }

    /**
     * Adds one.
     *
     * @param line 1-based, 0 where it is not known
     */
    public void add(int line, String problem) {
        found.add(name + (line > 0 ? ":" + line : "") + ": " + problem);
    }

    /** Throws the exception of this document if there is any problem. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception.apply(found);
        }
    }
}
