/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;

/**
 * The tables of the store, for those who write SQL over them.
 *
 * <p>Each object has a table of its API name, quoted: {@code "Account"}. Each stored field is a column of its API name, quoted, of the type
 * of its {@link io.sfsync.localorg.schema.Storage}: {@code "Id" BIGINT PRIMARY KEY}, ids and references as {@link RecordId} codes them
 * (so a join is {@code c."AccountId" = a."Id"}), dates as days, date-times as milliseconds. Text columns ignore case in comparisons and
 * orders unless the field is case sensitive. Every object has {@code Id, IsDeleted, CreatedDate, CreatedById, LastModifiedDate,
 * LastModifiedById, SystemModstamp}. Compound fields ({@code BillingAddress}) have no column.
 *
 * <p>Deleted records stand in a second table of the same columns, so that the first needs no condition on {@code IsDeleted} and its unique
 * keys know only live records.
 *
 * <p>Tables are made when they are first asked for, so SQL must take their names from here.
 */
@SuppressWarnings("DoNotCallSuggester") // goes with the bodies
public final class Tables {
    Tables() {}

    /** The quoted name of the table of live records. */
    public String live(ObjectType object) {
        throw new UnsupportedOperationException("not yet " + object);
    }

    /** The quoted name of the table of the recycle bin. */
    public String deleted(ObjectType object) {
        throw new UnsupportedOperationException("not yet " + object);
    }

    /** The quoted name of a view of both, for {@code queryAll}. */
    public String all(ObjectType object) {
        throw new UnsupportedOperationException("not yet " + object);
    }

    /** A name in double quotes, as SQL over the tables needs it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
