/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.List;

/**
 * What a duplicate rule found.
 *
 * @param rule API name of the rule
 * @param allowSave true if the record may be saved all the same on request
 * @param ids the records that are like the new one, as {@link RecordId} keeps them
 */
public record DuplicateMatch(String rule, boolean allowSave, List<Long> ids) {
    public DuplicateMatch {
        ids = List.copyOf(ids);
    }
}
