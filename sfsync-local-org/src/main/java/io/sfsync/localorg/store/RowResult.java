/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.List;

/**
 * What became of one row.
 *
 * @param id the record's id as {@link RecordId} keeps it; 0 if there is none
 * @param success true if the row was saved
 * @param created true if a new record came of it
 * @param errors why it was refused; empty on success
 */
public record RowResult(long id, boolean success, boolean created, List<RowError> errors) {
    public RowResult {
        errors = List.copyOf(errors);
    }

    /** The record's id in 18 characters, empty if there is none. */
    public String idText() {
        return id == 0 ? "" : RecordId.format(id);
    }

    /** The result of this saved row after the request that it belongs to was rolled back for another one's sake. */
    public RowResult rolledBack() {
        return new RowResult(created ? 0 : id, false, created, List.of(RowErrors.ROLLED_BACK));
    }

    /** A saved row. */
    public static RowResult saved(long id, boolean created) {
        return new RowResult(id, true, created, List.of());
    }

    /** A refused row. */
    public static RowResult refused(long id, List<RowError> errors) {
        return new RowResult(id, false, false, errors);
    }
}
