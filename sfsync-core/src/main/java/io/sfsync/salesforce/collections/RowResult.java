/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.collections;

import io.sfsync.outcome.RecordError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a collections call says about one record.
 *
 * @param success whether it was saved
 * @param created whether an upsert created it
 * @param id its id, {@code null} where the org gives none
 * @param errors the reasons of a failure
 */
public record RowResult(
        boolean success, boolean created, @Nullable String id, List<RecordError> errors) {
    public RowResult {
        errors = List.copyOf(errors);
    }

    /** What it means where an earlier call whose answer was lost may have deleted the record: it is gone, as asked. */
    public RowResult afterLoss() {
        boolean gone = errors.stream().anyMatch(error -> error.code().equals("ENTITY_IS_DELETED"));
        return gone ? new RowResult(true, false, id, List.of()) : this;
    }
}
