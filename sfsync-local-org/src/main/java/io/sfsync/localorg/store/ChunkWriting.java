/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last step of a chunk: new records in statements of many rows, changed ones in batches. */
final class ChunkWriting {
    /** Rows of one statement; the rest of a chunk goes by the next smaller size, so that few statements are prepared. */
    private static final int[] SIZES = {200, 50, 10, 1};

    private final Plan plan;
    private final Table table;
    private final Writer writer;
    private final long now;

    ChunkWriting(Plan plan, Table table, Writer writer, long now) {
        this.plan = plan;
        this.table = table;
        this.writer = writer;
        this.now = now;
    }

    void insert(List<Draft> drafts) throws SQLException {
        if (drafts.isEmpty()) {
            return;
        }
        NewRecord form = new NewRecord(plan, now);
        if (writer.isDirect() && !form.hasBytes()) {
            List<@Nullable Object[]> rows = new ArrayList<>(drafts.size());
            drafts.forEach(draft -> rows.add(form.values(draft)));
            new DirectRows(writer.connection(), table.object().name(), form.columns()).insert(rows);
        } else {
            insertBySql(form, drafts);
        }
    }

    private void insertBySql(NewRecord form, List<Draft> drafts) throws SQLException {
        List<String> columns = form.columns().stream().map(Tables::quoted).toList();
        int done = 0;
        for (int size : SIZES) {
            while (drafts.size() - done >= size) {
                PreparedStatement insert = writer.prepare(insertSql(columns, size));
                int parameter = 1;
                for (Draft draft : drafts.subList(done, done + size)) {
                    for (Object value : form.values(draft)) {
                        insert.setObject(parameter++, value);
                    }
                }
                insert.executeUpdate();
                done += size;
            }
        }
    }

    private String insertSql(List<String> columns, int rows) {
        String row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
        return "INSERT INTO " + table.live() + "(" + String.join(", ", columns) + ") VALUES " + row
                + (", " + row).repeat(rows - 1);
    }

    void update(List<Draft> drafts) throws SQLException {
        Map<BitSet, List<Draft>> alike = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            alike.computeIfAbsent(written(draft), any -> new ArrayList<>()).add(draft);
        }
        for (Map.Entry<BitSet, List<Draft>> entry : alike.entrySet()) {
            update(entry.getKey(), entry.getValue());
        }
    }

    private BitSet written(Draft draft) {
        BitSet slots = new BitSet(plan.slots());
        for (int slot = 0; slot < plan.slots(); slot++) {
            boolean key = slot == plan.keySlot();
            if (draft.values[slot] != null && plan.isWritten(slot) && !key) {
                slots.set(slot);
            }
        }
        return slots;
    }

    private void update(BitSet slots, List<Draft> drafts) throws SQLException {
        StringBuilder sql = new StringBuilder("UPDATE " + table.live()
                + " SET \"LastModifiedDate\" = ?, \"LastModifiedById\" = ?, \"SystemModstamp\" = ?");
        for (int slot : slots.stream().toArray()) {
            sql.append(", ").append(Tables.quoted(plan.field(slot).name())).append(" = ?");
        }
        PreparedStatement update =
                writer.prepare(sql.append(" WHERE \"Id\" = ?").toString());
        for (Draft draft : drafts) {
            int parameter = 1;
            update.setLong(parameter++, now);
            update.setLong(parameter++, plan.request().options().userId());
            update.setLong(parameter++, now);
            for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
                update.setObject(parameter++, NewRecord.stored(plan.field(slot), draft.values[slot]));
            }
            update.setLong(parameter, draft.id);
            update.addBatch();
        }
        update.executeBatch();
    }
}
