/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import io.sfsync.localorg.store.DmlFilter;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.util.ArrayList;
import java.util.List;

/** Lets the faults {@link FaultName#ROWS_LOCK} and {@link FaultName#ROWS_RACE} strike the rows of every API. */
public final class FaultRows implements DmlFilter {
    private static final RowError LOCKED =
            RowError.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");

    private final FaultPlan plan;

    /** Lets faults of {@code plan} strike. */
    public FaultRows(FaultPlan plan) {
        this.plan = plan;
    }

    @Override
    public List<RowResult> filter(DmlRequest request, List<Row> rows, Next next) {
        List<Row> left = rows;
        for (Fault fault : plan.striking(FaultName.ROWS_LOCK, request.object().name())) {
            left = locked(left, fault.rows());
        }
        List<RowResult> results = next.execute(left);
        for (Fault fault : plan.striking(FaultName.ROWS_RACE, request.object().name())) {
            results = raced(results, fault.rows());
        }
        return results;
    }

    private static List<RowResult> raced(List<RowResult> results, int count) {
        List<RowResult> told = new ArrayList<>(results);
        for (int i = 0; i < Math.min(count, results.size()); i++) {
            RowResult result = results.get(i);
            if (result.success()) {
                told.set(i, RowResult.refused(0, List.of(doubled(result.idText()))));
            }
        }
        return told;
    }

    private static RowError doubled(String id) {
        return RowError.of("DUPLICATE_VALUE", "duplicate value found: duplicates value on record with id: " + id);
    }

    private static List<Row> locked(List<Row> rows, int count) {
        List<Row> result = new ArrayList<>(rows);
        for (int i = 0; i < Math.min(count, rows.size()); i++) {
            result.set(i, Row.refused(List.of(LOCKED)));
        }
        return result;
    }
}
