/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import java.util.Map;
import java.util.Set;

/** Finds the mapping in a pipeline file, so that messages about it have the lines of that file. */
final class PipelineMapping {
    private static final Set<String> OBJECT = Set.of("object", "sobject");
    private static final String PIPELINE = "pipeline";
    private static final String MAPPING = "mapping";
    private static final String VERSION = "version";

    private PipelineMapping() {}

    /** The document itself, or the one in it if it is a pipeline. */
    static DocumentNode of(DocumentNode root, Problems problems) {
        DocumentNode inner = root.entries().get(PIPELINE);
        DocumentNode pipeline = inner != null && inner.isMap() ? inner : root;
        if (pipeline.entries().keySet().stream().noneMatch(OBJECT::contains)) {
            return root;
        }
        DocumentNode mapping = pipeline.entries().get(MAPPING);
        if (mapping == null || !mapping.isMap() || mapping.entries().isEmpty()) {
            int line = mapping == null ? pipeline.line() : mapping.line();
            problems.add(line, "the pipeline has no 'mapping' of its own that names fields; name the file that has it");
            return root;
        }
        return isFile(mapping) ? mapping : new DocumentNode(mapping.line(), Map.of(MAPPING, mapping), "");
    }

    /** Whether it has the form of a mapping file; without a version it is keyed by source column. */
    private static boolean isFile(DocumentNode mapping) {
        DocumentNode version = mapping.entries().get(VERSION);
        return version != null && version.text().equals("1");
    }
}
