/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.expression.Expression;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.result.DefaultRow;
import org.h2.result.Row;
import org.h2.table.Column;
import org.h2.table.Table;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueBoolean;
import org.h2.value.ValueDouble;
import org.h2.value.ValueInteger;
import org.h2.value.ValueNull;
import org.h2.value.ValueVarchar;
import org.h2.value.ValueVarcharIgnoreCase;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to a table of the database without SQL, in the transaction of the connection. For a statement that adds 200 rows H2 spends more on
 * parameters, conversions and defaults of columns that nobody names than on storing; here values have their column's type already and the
 * defaults are read once for all rows.
 *
 * <p>This uses H2's own classes, so it is done only with the version that this was compiled for; see {@link #isPossible}.
 */
final class DirectRows {
    private final SessionLocal session;
    private final Table table;
    private final int[] positions;
    private final TypeInfo[] types;
    private final @Nullable Value[] before;
    private final @Nullable Value[] template;
    private final boolean computes;

    /**
     * Prepares for rows of one form.
     *
     * @param name the name of the table, without quotes
     * @param columns the names of the columns that rows bring, without quotes
     */
    DirectRows(Connection connection, String name, List<String> columns) throws SQLException {
        try {
            session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            table = session.getDatabase().getMainSchema().getTableOrView(session, name);
            positions = new int[columns.size()];
            types = new TypeInfo[columns.size()];
            before = new Value[columns.size()];
            for (int i = 0; i < positions.length; i++) {
                Column column = table.getColumn(columns.get(i));
                positions[i] = column.getColumnId();
                types[i] = column.getType();
            }
            template = new Value[table.getColumns().length];
            computes = fillTemplate();
        } catch (DbException e) {
            throw DbException.toSQLException(e);
        }
    }

    /** True if the H2 that runs is the one that these calls were compiled for. */
    static boolean isPossible(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        return version.startsWith(Constants.VERSION_MAJOR + "." + Constants.VERSION_MINOR + ".");
    }

    /** Sets the defaults; true if some columns are computed from others. */
    private boolean fillTemplate() {
        boolean some = false;
        for (Column column : table.getColumns()) {
            Expression initial = column.getEffectiveDefaultExpression();
            if (column.isGeneratedAlways()) {
                some = true;
            } else {
                template[column.getColumnId()] = initial == null
                        ? ValueNull.INSTANCE
                        : initial.getValue(session).convertTo(column.getType(), session);
            }
        }
        return some;
    }

    /**
     * Adds rows.
     *
     * @param rows the values of each row in the order of the columns, as {@link io.sfsync.localorg.schema.Storage} has them, but no bytes
     * @throws SQLException as the {@code INSERT} would; the caller rolls back
     */
    void insert(List<@Nullable Object[]> rows) throws SQLException {
        session.lock();
        try {
            table.lock(session, Table.WRITE_LOCK);
            for (@Nullable Object[] values : rows) {
                table.addRow(session, row(values));
            }
        } catch (DbException e) {
            throw DbException.toSQLException(e);
        } finally {
            session.unlock();
        }
    }

    private Row row(@Nullable Object[] values) {
        @Nullable Value[] cells = template.clone();
        for (int i = 0; i < values.length; i++) {
            cells[positions[i]] = value(i, values[i]);
        }
        Row row = table.createRow(cells, DefaultRow.MEMORY_CALCULATE);
        if (computes) {
            table.convertInsertRow(session, row, null);
        }
        return row;
    }

    /** The value for a column; text that the row before had there is not made anew, since H2 hashes it in upper case each time. */
    private Value value(int column, @Nullable Object value) {
        TypeInfo type = types[column];
        if (value instanceof String text && type.getValueType() == Value.VARCHAR_IGNORECASE) {
            Value last = before[column];
            if (last == null || !text.equals(last.getString())) {
                last = ValueVarcharIgnoreCase.get(text);
                before[column] = last;
            }
            return last;
        }
        if (value == null) {
            return ValueNull.INSTANCE;
        }
        Value cell = plain(value);
        return cell.getValueType() == type.getValueType() ? cell : cell.convertTo(type, session);
    }

    private static Value plain(Object value) {
        if (value instanceof String text) {
            return ValueVarchar.get(text);
        } else if (value instanceof Long number) {
            return ValueBigint.get(number);
        } else if (value instanceof Integer number) {
            return ValueInteger.get(number);
        } else if (value instanceof Double number) {
            return ValueDouble.get(number);
        } else if (value instanceof Boolean flag) {
            return ValueBoolean.get(flag);
        }
        throw new IllegalArgumentException("a row can't be added directly with a " + value.getClass());
    }
}
