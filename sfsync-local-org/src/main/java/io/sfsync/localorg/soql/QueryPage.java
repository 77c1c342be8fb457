/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of an answer.
 *
 * @param totalSize how many records the whole answer has
 * @param nextLocator what to ask for the next page with, such as {@code 01gLo0000000001AAA-2000}, or null on the last one
 * @param records the records; keys in the order of the SELECT list, {@code attributes} first
 */
public record QueryPage(long totalSize, @Nullable String nextLocator, List<Map<String, @Nullable Object>> records) {

    /** Whether this is the last page. */
    public boolean done() {
        return nextLocator == null;
    }
}
