/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

/**
 * The names of an object.
 *
 * @param name the API name in its canonical case
 * @param label what people call one record
 * @param labelPlural what people call several
 * @param keyPrefix the first three characters of its records' ids
 */
public record ObjectNaming(String name, String label, String labelPlural, String keyPrefix) {
    public ObjectNaming {
        if (keyPrefix.length() != 3) {
            throw new IllegalArgumentException(
                    "the key prefix of " + name + " must have 3 characters, was " + keyPrefix);
        }
    }
}
