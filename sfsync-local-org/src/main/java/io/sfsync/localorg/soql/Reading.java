/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the statements of plans on one connection. */
final class Reading {

    private final Connection connection;
    private final RowReader rows;

    Reading(Connection connection, QueryContext context) {
        this.connection = connection;
        this.rows = new RowReader(context.schema(), context.version());
    }

    /** At most so many records, children included. */
    List<Map<String, @Nullable Object>> records(Plan plan, @Nullable Integer most) throws SQLException {
        return withChildren(plan, read(plan, plan.select(most)));
    }

    /** The records with those ids that still exist, in the order of the ids, children included. */
    List<Map<String, @Nullable Object>> byIds(Plan plan, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, RowReader.Read> byId = new HashMap<>();
        for (RowReader.Read read : read(plan, plan.selectByIds(plan.id(), ids, false))) {
            byId.put(read.id(), read);
        }
        List<RowReader.Read> ordered = new ArrayList<>();
        for (Long id : ids) {
            RowReader.Read read = byId.get(id);
            if (read != null) {
                ordered.add(read);
            }
        }
        return withChildren(plan, ordered);
    }

    /** Flat rows of the records with those ids that still exist, in the order of the ids. */
    List<List<String>> flat(Plan plan, List<Long> ids, List<Export.FlatColumn> columns) throws SQLException {
        Map<Long, List<String>> byId = new HashMap<>();
        int idColumn = plan.shape().id() + 1;
        try (PreparedStatement statement = prepare(plan.selectByIds(plan.id(), ids, false));
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                List<String> cells = new ArrayList<>(columns.size());
                for (Export.FlatColumn column : columns) {
                    cells.add(WireValue.csv(column.field(), result.getObject(column.index() + 1)));
                }
                byId.put(result.getLong(idColumn), cells);
            }
        }
        List<List<String>> rows = new ArrayList<>(byId.size());
        for (Long id : ids) {
            List<String> row = byId.get(id);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    long count(Plan plan) throws SQLException {
        try (PreparedStatement statement = prepare(plan.selectCount());
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The ids of the whole answer; the database hands the rows over one by one where no order is asked for. */
    IdSpool ids(Plan plan) throws SQLException {
        try (Statement setting = connection.createStatement()) {
            setting.execute("SET LAZY_QUERY_EXECUTION 1");
            try (PreparedStatement statement = prepare(plan.selectIds());
                    ResultSet result = statement.executeQuery()) {
                return IdSpool.of(result);
            } finally {
                setting.execute("SET LAZY_QUERY_EXECUTION 0");
            }
        }
    }

    private List<RowReader.Read> read(Plan plan, SqlText sql) throws SQLException {
        List<RowReader.Read> read = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                read.add(rows.read(result, plan.shape()));
            }
        }
        return read;
    }

    private List<Map<String, @Nullable Object>> withChildren(Plan plan, List<RowReader.Read> parents)
            throws SQLException {
        List<Map<String, @Nullable Object>> records = new ArrayList<>(parents.size());
        parents.forEach(parent -> records.add(parent.values()));
        if (!parents.isEmpty()) {
            for (Plan.Child child : plan.children()) {
                Map<Long, List<Map<String, @Nullable Object>>> found = children(child, parents);
                for (RowReader.Read parent : parents) {
                    parent.values().put(child.key(), answer(found.get(parent.id())));
                }
            }
        }
        return records;
    }

    private static @Nullable Object answer(@Nullable List<Map<String, @Nullable Object>> children) {
        if (children == null) {
            return null;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("totalSize", children.size());
        answer.put("done", true);
        answer.put("records", children);
        return answer;
    }

    private Map<Long, List<Map<String, @Nullable Object>>> children(Plan.Child child, List<RowReader.Read> parents)
            throws SQLException {
        List<Long> ids = parents.stream().map(RowReader.Read::id).toList();
        Plan plan = child.plan();
        int most = plan.limit() == null ? Integer.MAX_VALUE : plan.limit();
        Map<Long, Integer> seen = new HashMap<>();
        Map<Long, List<Map<String, @Nullable Object>>> found = new HashMap<>();
        try (PreparedStatement statement = prepare(plan.selectByIds(child.parent(), ids, true));
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                long parent = result.getLong(child.parentColumn() + 1);
                int number = seen.merge(parent, 1, Integer::sum) - plan.offset();
                if (number > 0 && number <= most) {
                    found.computeIfAbsent(parent, any -> new ArrayList<>())
                            .add(rows.read(result, plan.shape()).values());
                }
            }
        }
        return found;
    }

    private PreparedStatement prepare(SqlText sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        int index = 1;
        for (Object parameter : sql.parameters()) {
            statement.setObject(index++, parameter);
        }
        return statement;
    }
}
