/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * What a mapping may refer to beside itself. Immutable.
 *
 * @param transforms the transforms known by name
 * @param expressions the languages of the host
 * @param files opens the tables of {@code lookup}
 * @param idMaps finds id maps by name
 */
public record MappingContext(Transforms transforms, Expressions expressions, Files files, IdMaps idMaps) {
    /** The built-in transforms and nothing else. */
    public static final MappingContext PLAIN = new MappingContext(
            Transforms.BUILT_IN,
            Expressions.NONE,
            location -> {
                throw new NoSuchFileException(location);
            },
            name -> {
                throw new IllegalArgumentException("there are no id maps here: a run with a ledger folder has them");
            });

    public MappingContext {
        Objects.requireNonNull(transforms, "transforms");
        Objects.requireNonNull(expressions, "expressions");
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(idMaps, "idMaps");
    }

    /** Opens a file that a mapping names. */
    @FunctionalInterface
    public interface Files {
        /**
         * The text of the file, which the caller closes.
         *
         * @param location as the mapping has it
         * @throws IOException if it cannot be read
         */
        Reader open(String location) throws IOException;
    }

    /** Finds id maps. */
    @FunctionalInterface
    public interface IdMaps {
        /**
         * The id map of this name, which may be empty.
         *
         * @throws IllegalArgumentException if there can be none
         */
        IdMap named(String name);
    }

    /** The same with these transforms. */
    public MappingContext withTransforms(Transforms value) {
        return new MappingContext(value, expressions, files, idMaps);
    }

    /** The same with these languages. */
    public MappingContext withExpressions(Expressions value) {
        return new MappingContext(transforms, value, files, idMaps);
    }

    /** The same with these files. */
    public MappingContext withFiles(Files value) {
        return new MappingContext(transforms, expressions, value, idMaps);
    }

    /** The same with these id maps. */
    public MappingContext withIdMaps(IdMaps value) {
        return new MappingContext(transforms, expressions, files, value);
    }
}
