/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.OrgSchema;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * The one engine that changes rows. Thread-safe: chunks of several requests run at the same time, each in a transaction of its own unless the
 * thread is inside {@link OrgStore#inTransaction}.
 */
public final class Dml {
    /** Most rows of a chunk: Salesforce's trigger chunk and transaction (Bulk API Developer Guide, How Requests Are Processed). */
    public static final int CHUNK = 200;

    private static final int MOST_ATTEMPTS = 10;
    private static final Set<Integer> RACES = Set.of(
            ErrorCode.DUPLICATE_KEY_1, ErrorCode.CONCURRENT_UPDATE_1, ErrorCode.DEADLOCK_1, ErrorCode.LOCK_TIMEOUT_1);

    private final OrgSchema schema;
    private final Tables tables;
    private final Transactions transactions;
    private final Clock clock;
    private final Indexes indexes;
    private final ChunkGuards guards;
    private volatile List<DmlFilter> filters = List.of();

    Dml(OrgSchema schema, Tables tables, Transactions transactions, ChunkGuards guards, Clock clock) {
        this.guards = guards;
        this.schema = schema;
        this.tables = tables;
        this.transactions = transactions;
        this.clock = clock;
        this.indexes = new Indexes(schema, tables);
    }

    /** Sets what stands before the engine, the first filter outermost. */
    public void filters(List<DmlFilter> all) {
        filters = List.copyOf(all);
    }

    /**
     * Does one chunk.
     *
     * @param rows at most {@link #CHUNK} rows
     * @return one result for each row, in order
     * @throws IllegalArgumentException for more rows
     * @throws StoreException if the database fails; nothing of the chunk is saved then
     */
    public List<RowResult> execute(DmlRequest request, List<Row> rows) {
        if (rows.size() > CHUNK) {
            throw new IllegalArgumentException("a chunk has at most " + CHUNK + " rows, was " + rows.size());
        }
        DmlFilter.Next chain = these -> save(request, these);
        List<DmlFilter> before = filters;
        for (int i = before.size() - 1; i >= 0; i--) {
            DmlFilter filter = before.get(i);
            DmlFilter.Next next = chain;
            chain = these -> filter.filter(request, these, next);
        }
        return chain.execute(rows);
    }

    private List<RowResult> save(DmlRequest request, List<Row> rows) {
        tables.table(request.object());
        if (!transactions.isBound()) {
            indexes.prepare(request);
        }
        Chunk earlier = null;
        for (int attempt = 1; ; attempt++) {
            Chunk before = earlier;
            Chunk chunk = new Chunk(request, schema, tables, guards, clock.millis());
            try (chunk) {
                return transactions.atomically(writer -> chunk.run(rows, before, writer));
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !RACES.contains(e.getErrorCode())) {
                    throw new StoreException("the chunk can't be saved: " + e.getMessage(), e);
                }
                earlier = chunk;
            }
        }
    }
}
