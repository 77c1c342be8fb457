/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt at one chunk, inside a transaction. */
final class Chunk implements AutoCloseable {
    private final Plan plan;
    private final DmlRequest request;
    private final OrgSchema schema;
    private final Tables tables;
    private final long now;
    private final ChunkGuards guards;
    private final List<Draft> drafts = new ArrayList<>();
    private ChunkGuard.Hold hold = ChunkGuard.Hold.FREE;

    Chunk(DmlRequest request, OrgSchema schema, Tables tables, ChunkGuards guards, long now) {
        this.guards = guards;
        this.plan = new Plan(request);
        this.request = request;
        this.schema = schema;
        this.tables = tables;
        this.now = now;
    }

    /**
     * Does the chunk.
     *
     * @param earlier the attempt before this one, which lost a race for a unique key; null for the first
     */
    List<RowResult> run(List<Row> rows, @Nullable Chunk earlier, Writer writer) throws SQLException {
        CellReading reading = new CellReading(plan);
        rows.forEach(row -> drafts.add(reading.read(row)));
        KeySearch search = new KeySearch(tables, writer);
        new Matching(plan, search).match(drafts);
        if (request.operation().takesOnlyIds()) {
            guard();
            new ChunkDeletion(plan, schema, tables, writer, now).run(drafts);
        } else {
            refuseLosers(earlier);
            save(reading, search, writer);
        }
        return results();
    }

    /** A row that was to make a record when its key was free has lost a race, and does not turn into an update. */
    private void refuseLosers(@Nullable Chunk earlier) {
        if (earlier == null || !plan.isKeyed()) {
            return;
        }
        for (int row = 0; row < drafts.size(); row++) {
            Draft draft = drafts.get(row);
            if (earlier.drafts.get(row).insert && !draft.insert && !draft.isFailed()) {
                draft.fail(RowErrors.duplicateValue(plan.key(), draft.id, request.form()));
                // a failed insert: its result has no id
                draft.insert = true;
            }
        }
    }

    private void save(CellReading reading, KeySearch search, Writer writer) throws SQLException {
        for (Draft draft : drafts) {
            if (!draft.isFailed()) {
                reading.checkPresence(draft);
            }
        }
        new References(plan, schema, search).resolve(drafts);
        new RecordRules(plan, tables, writer, now).apply(drafts);
        guard();
        numberNewRecords();
        new Uniqueness(plan, search).check(drafts);
        if (isRolledBack()) {
            return;
        }
        List<Draft> created = new ArrayList<>();
        List<Draft> changed = new ArrayList<>();
        for (Draft draft : drafts) {
            if (!draft.isFailed()) {
                (draft.insert ? created : changed).add(draft);
            }
        }
        new FileRecords(plan, new Seed(schema, tables, now), writer).complete(created);
        ChunkWriting writing = new ChunkWriting(plan, tables.table(request.object()), writer, now);
        writing.insert(created);
        writing.update(changed);
    }

    /** Asks the guards, once it is known which records the chunk touches. */
    private void guard() {
        List<Draft> pending = drafts.stream().filter(draft -> !draft.isFailed()).toList();
        if (guards.isEmpty() || pending.isEmpty()) {
            return;
        }
        Set<Long> touched = new HashSet<>();
        for (Draft draft : pending) {
            if (draft.id != 0) {
                touched.add(draft.id);
            }
            for (int slot = 0; slot < plan.slots(); slot++) {
                if (draft.values[slot] instanceof Long id && plan.field(slot).type() == FieldType.REFERENCE) {
                    touched.add(id);
                }
            }
        }
        hold = guards.enter(request.object(), request.operation(), pending.size(), touched);
        RowError refusal = hold.refusal();
        if (refusal != null) {
            pending.forEach(draft -> draft.fail(refusal));
        }
    }

    /** Lets go of what the guards hold; after the transaction. */
    @Override
    public void close() {
        hold.close();
    }

    private void numberNewRecords() {
        List<Draft> fresh = drafts.stream()
                .filter(draft -> draft.insert && !draft.isFailed())
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        ObjectType object = request.object();
        long row = tables.table(object).takeRows(fresh.size());
        for (Draft draft : fresh) {
            draft.id = RecordId.of(object.keyPrefix(), row++);
        }
    }

    private boolean isRolledBack() {
        return request.options().allOrNone() && drafts.stream().anyMatch(Draft::isFailed);
    }

    private List<RowResult> results() {
        boolean rolledBack = isRolledBack();
        List<RowResult> results = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (draft.isFailed()) {
                results.add(RowResult.refused(draft.insert ? 0 : draft.id, draft.errors()));
            } else if (rolledBack) {
                results.add(new RowResult(
                        draft.insert ? 0 : draft.id, false, draft.insert, List.of(RowErrors.ROLLED_BACK)));
            } else {
                results.add(RowResult.saved(draft.id, draft.insert));
            }
        }
        return results;
    }
}
