/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import org.jspecify.annotations.Nullable;

/** Salesforce ids by the keys that their records have in the source. May be asked by several threads. */
@FunctionalInterface
public interface IdMap {
    /** The id of the record with this key, {@code null} where none is known. */
    @Nullable
    String id(String sourceKey);
}
