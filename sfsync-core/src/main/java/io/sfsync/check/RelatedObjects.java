/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.schema.ObjectSchema;
import java.util.Optional;

/** Finds the objects that relationships lead to. */
@FunctionalInterface
public interface RelatedObjects {
    /** The object of this name; nothing where the org does not tell, and then nothing about it is checked. */
    Optional<ObjectSchema> find(String name);
}
