/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.List;

/**
 * A rule that finds records with the same values.
 *
 * @param name its API name
 * @param fields API names of the fields that must all be equal (case ignored) and not empty
 * @param message the text of {@code DUPLICATES_DETECTED}
 * @param block true if a duplicate can't be saved even with {@code allowSave=true}
 */
public record DuplicateRule(String name, List<String> fields, String message, boolean block) {
    public DuplicateRule {
        fields = List.copyOf(fields);
    }
}
