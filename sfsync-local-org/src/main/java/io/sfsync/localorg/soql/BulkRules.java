/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.soql.syntax.FunctionCall;
import io.sfsync.localorg.soql.syntax.SelectItem;
import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * What SOQL the Bulk APIs do not take, in the words of Bulk 2.0; Bulk API 2.0 Developer Guide, "SOQL Considerations", and what the
 * tests of StevenMMortimer/salesforcer and salesforcecli/plugin-data assert against real orgs.
 */
final class BulkRules {

    private BulkRules() {}

    static void check(SoqlQuery query, Plan plan) {
        String reason = refusal(query, plan);
        if (reason != null) {
            throw new SoqlException("API_ERROR", reason);
        }
    }

    private static @Nullable String refusal(SoqlQuery query, Plan plan) {
        if (plan.kind() == Plan.Kind.COUNT) {
            return "COUNT not supported in Bulk Query";
        }
        if (plan.kind() != Plan.Kind.RECORDS) {
            return "Aggregate functions and GROUP BY not supported in Bulk Query";
        }
        if (query.offset() != null) {
            return "OFFSET not supported in Bulk Query";
        }
        for (SelectItem item : query.select()) {
            if (item instanceof SelectItem.Subquery) {
                return "Aggregate Relationships not supported in Bulk V2 Query with CSV content type";
            }
            if (item instanceof SelectItem.Typeof) {
                return "TYPEOF not supported in Bulk Query";
            }
            if (item instanceof SelectItem.Value value && value.expression() instanceof FunctionCall call) {
                return "Function " + call.name() + " not supported in Bulk Query";
            }
        }
        return hasCompound(plan.shape()) ? "Selecting compound data not supported in Bulk Query" : null;
    }

    private static boolean hasCompound(Shape shape) {
        return shape.entries().values().stream()
                .anyMatch(entry -> entry instanceof Shape.Entry.Compound
                        || (entry instanceof Shape.Entry.Parent parent && hasCompound(parent.shape())));
    }
}
