/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.Map;

/** Mappings that need no file. */
public final class RecordMappings {
    private static final RecordMapping IDENTITY = new IdentityMapping();

    private RecordMappings() {}

    /** The mapping that takes records as they are: their columns are the target fields. */
    public static RecordMapping identity() {
        return IDENTITY;
    }

    /**
     * A mapping that renames columns and drops the others.
     *
     * @param targetBySource by source column the path of the target field, or a list or map of target, transform (a
     *     name or a {@link Transform}) and default; of two columns with one target, the
     *     last that is not missing wins
     * @throws MappingException if a target is no path of a field
     */
    public static RecordMapping ofMap(Map<String, ?> targetBySource) {
        return SourceKeyedMapping.read(targetBySource, Transforms.BUILT_IN);
    }
}
