/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.ObjectType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that has been checked, as the parts of SQL statements.
 *
 * @param object the object of the query
 * @param kind what the answer is made of
 * @param columns the SQL expressions to select
 * @param shape how a row becomes a record
 * @param children the queries of child records
 * @param from the tables
 * @param id the SQL of the record's id
 * @param where the condition; empty for none
 * @param grouping GROUP BY and HAVING with their keywords; empty for none
 * @param orderBy ORDER BY with its keyword; empty for none
 * @param ids the statement that reads the ids of all records in order, before limit and offset; joins only what decides about them
 * @param limit the greatest number of rows, or null
 * @param offset how many rows are left out at the beginning
 */
record Plan(
        ObjectType object,
        Kind kind,
        List<String> columns,
        Shape shape,
        List<Child> children,
        String from,
        String id,
        SqlText where,
        SqlText grouping,
        String orderBy,
        SqlText ids,
        @Nullable Integer limit,
        int offset) {

    /** What the answer is made of. */
    enum Kind {
        /** Records. */
        RECORDS,
        /** Groups of records. */
        GROUPS,
        /** Nothing but the number of records. */
        COUNT
    }

    /**
     * A query of child records.
     *
     * @param key the relationship name, under which they stand in the parent
     * @param plan the query
     * @param parent the SQL of the id of the parent, which is one of the plan's columns
     */
    record Child(String key, Plan plan, String parent) {

        int parentColumn() {
            return plan.columns().indexOf(parent);
        }
    }

    /**
     * The statement that reads records.
     *
     * @param rows how many at most, or null for the plan's own limit
     */
    SqlText select(@Nullable Integer rows) {
        SqlText sql = new SqlText().add("SELECT " + String.join(", ", columns)).add(body());
        Integer most = rows == null ? limit : rows;
        sql.add(most == null ? "" : " LIMIT " + most);
        return sql.add(offset == 0 ? "" : " OFFSET " + offset);
    }

    /** The statement that reads the ids of all records, in order. */
    SqlText selectIds() {
        SqlText sql = new SqlText().add(ids);
        sql.add(limit == null ? "" : " LIMIT " + limit);
        return sql.add(offset == 0 ? "" : " OFFSET " + offset);
    }

    /** The statement that counts all records, without limit and offset. */
    SqlText selectCount() {
        return new SqlText()
                .add("SELECT COUNT(*) FROM " + from)
                .add(where.isEmpty() ? "" : " WHERE ")
                .add(where);
    }

    /**
     * The statement that reads some of the records in any order.
     *
     * @param key the SQL of the id to look for
     * @param ids the ids
     * @param ordered whether the order and the condition of the query apply
     */
    SqlText selectByIds(String key, List<Long> ids, boolean ordered) {
        StringBuilder list = new StringBuilder(ids.size() * 20);
        for (Long id : ids) {
            list.append(list.isEmpty() ? "" : ",").append(id.longValue());
        }
        SqlText sql = new SqlText()
                .add("SELECT " + String.join(", ", columns) + " FROM " + from + " WHERE " + key + " IN (" + list + ")");
        if (ordered) {
            sql.add(where.isEmpty() ? "" : " AND ").add(where).add(orderBy);
        }
        return sql;
    }

    private SqlText body() {
        SqlText sql = new SqlText().add(" FROM " + from);
        sql.add(where.isEmpty() ? "" : " WHERE ").add(where);
        return sql.add(grouping).add(orderBy);
    }
}
