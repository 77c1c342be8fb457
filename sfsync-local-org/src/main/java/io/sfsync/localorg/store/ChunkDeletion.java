/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The last step of a chunk whose rows are only ids: to the recycle bin, out of it, or away for good. */
final class ChunkDeletion {
    private final Plan plan;
    private final ObjectType object;
    private final RecycleBin bin;
    private final Deletion deletion;

    ChunkDeletion(Plan plan, OrgSchema schema, Tables tables, Writer writer, long now) {
        this.plan = plan;
        this.object = plan.request().object();
        this.bin = new RecycleBin(schema, tables, writer, now);
        this.deletion = new Deletion(schema, tables, writer, bin);
    }

    void run(List<Draft> drafts) throws SQLException {
        Operation operation = plan.request().operation();
        if (operation == Operation.UNDELETE) {
            refuseTaken(drafts);
        } else {
            refuseHeld(drafts);
        }
        boolean failed = drafts.stream().anyMatch(Draft::isFailed);
        if (failed && plan.request().options().allOrNone()) {
            return;
        }
        List<Long> ids = ids(drafts);
        if (operation == Operation.UNDELETE) {
            bin.restore(object, ids);
        } else {
            deletion.delete(object, ids, operation == Operation.HARD_DELETE);
        }
    }

    private void refuseHeld(List<Draft> drafts) throws SQLException {
        Map<Long, String> obstacles = deletion.obstacles(object, ids(drafts));
        for (Draft draft : drafts) {
            String obstacle = obstacles.get(draft.id);
            if (!draft.isFailed() && obstacle != null) {
                draft.fail(RowErrors.deleteFailed(object.label(), obstacle));
            }
        }
    }

    private void refuseTaken(List<Draft> drafts) throws SQLException {
        Map<Long, RecycleBin.Taken> taken = bin.taken(object, ids(drafts));
        for (Draft draft : drafts) {
            RecycleBin.Taken value = taken.get(draft.id);
            if (!draft.isFailed() && value != null) {
                draft.fail(RowErrors.duplicateValue(
                        value.field(), value.holder(), plan.request().form()));
            }
        }
    }

    private static List<Long> ids(List<Draft> drafts) {
        return drafts.stream()
                .filter(draft -> !draft.isFailed())
                .map(draft -> draft.id)
                .toList();
    }
}
