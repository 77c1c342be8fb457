/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

/** The form of a field's values in the store: the Java type of a cell and the type of its column in H2. */
public enum Storage {
    /** An id as a {@code Long}, see {@code io.sfsync.localorg.store.RecordId}. */
    ID("BIGINT"),
    /**
     * A {@code String}. The column ignores case in comparisons, orders and unique keys, as Salesforce does, unless the field is case
     * sensitive: then it is a {@code VARCHAR}.
     */
    TEXT("VARCHAR_IGNORECASE"),
    /** A {@code Boolean}, never null. */
    BOOLEAN("BOOLEAN"),
    /** An {@code Integer}. */
    INT("INTEGER"),
    /** A {@code Long}. */
    LONG("BIGINT"),
    /** A {@code Double}. */
    DOUBLE("DOUBLE PRECISION"),
    /** Days since 1970-01-01 as an {@code Integer}. */
    DATE("INTEGER"),
    /** Milliseconds since 1970-01-01T00:00:00Z as a {@code Long}. */
    DATETIME("BIGINT"),
    /** Milliseconds of the day as an {@code Integer}. */
    TIME("INTEGER"),
    /** A {@code byte[]}. */
    BYTES("BLOB"),
    /** Not stored: a compound that is put together from its component fields when it is read. */
    NONE("");

    private final String sqlType;

    Storage(String sqlType) {
        this.sqlType = sqlType;
    }

    /** The type of the column in H2; empty for {@link #NONE}. */
    public String sqlType() {
        return sqlType;
    }
}
