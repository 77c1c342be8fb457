/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.StoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers SOQL from the store, page by page. A large answer is kept as a file of ids, so that it needs no memory; its later pages
 * show the records as they are when the page is asked for. Thread-safe.
 */
public final class SoqlEngine implements AutoCloseable {

    /** The time zone of every user, in which {@code TODAY} begins at midnight. */
    private static final ZoneId ZONE = ZoneOffset.UTC;

    private final OrgStore store;
    private final Clock clock;
    private final Cursors cursors;

    /**
     * An engine over a store.
     *
     * @param store the records
     * @param clock what {@code TODAY} is, and when an answer is too old for further pages
     */
    public SoqlEngine(OrgStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.cursors = new Cursors(clock);
    }

    /**
     * The first page of an answer.
     *
     * @param soql the query
     * @param context who asks, and how
     * @throws SoqlException if the org refuses the query
     */
    public QueryPage query(String soql, QueryContext context) {
        Plan plan = plan(soql, context);
        return reading(context, reading -> switch (plan.kind()) {
            case COUNT -> new QueryPage(within(plan, reading.count(plan)), null, List.of());
            case GROUPS -> groups(plan, reading);
            case RECORDS -> firstPage(plan, context, reading);
        });
    }

    /**
     * A further page.
     *
     * @param locator what the page before gave as {@link QueryPage#nextLocator}
     * @param batchSize how many records at most, or null for as many as the first page was asked for
     * @throws SoqlException {@code INVALID_QUERY_LOCATOR} if there is no such page, or not any more
     */
    public QueryPage page(String locator, @Nullable Integer batchSize) {
        Cursors.Place place = cursors.find(locator);
        QueryContext asked = place.cursor().context();
        QueryContext context = batchSize == null
                ? asked
                : new QueryContext(asked.schema(), asked.version(), asked.includeDeleted(), batchSize);
        return reading(context, reading -> page(place, context.batchSize(), reading));
    }

    /**
     * All records of an answer, for tests and other callers inside the JVM.
     *
     * @param soql the query
     * @param context who asks, and how
     * @throws SoqlException if the org refuses the query
     */
    public List<Map<String, @Nullable Object>> all(String soql, QueryContext context) {
        QueryPage page = query(soql, context);
        List<Map<String, @Nullable Object>> records = new ArrayList<>(page.records());
        while (page.nextLocator() != null) {
            page = page(page.nextLocator(), null);
            records.addAll(page.records());
        }
        return records;
    }

    /**
     * A query whose whole answer is taken at once, held to what the Bulk APIs support.
     *
     * @param soql the query
     * @param context who asks
     * @throws SoqlException if the org refuses the query; {@code API_ERROR} if only the Bulk APIs do
     */
    public Export export(String soql, QueryContext context) {
        Plan plan = plan(soql, context);
        BulkRules.check(SoqlQuery.parse(soql), plan);
        return new Export(this, plan, context);
    }

    /** Hands over the ids of a whole answer, page by page, with what reads their records. */
    void pages(Plan plan, QueryContext context, PageWork work) throws IOException {
        try (IdSpool ids = reading(context, reading -> reading.ids(plan))) {
            for (long from = 0; from < ids.size(); from += QueryContext.MAX_BATCH_SIZE) {
                List<Long> page = ids.read(from, QueryContext.MAX_BATCH_SIZE);
                try (Connection connection = store.connection()) {
                    work.page(new Reading(connection, context), page);
                } catch (SQLException e) {
                    throw unreadable(e);
                }
            }
        }
    }

    /** What is done with a page of ids. */
    interface PageWork {
        void page(Reading reading, List<Long> ids) throws SQLException, IOException;
    }

    Plan plan(String soql, QueryContext context) {
        SoqlQuery query = SoqlQuery.parse(soql);
        boolean deleted = context.includeDeleted() || query.allRows();
        LocalDate today = clock.instant().atZone(ZONE).toLocalDate();
        return new QueryBinder(context.schema(), store.tables(), soql, deleted, today, ZONE).bind(query);
    }

    private static QueryPage groups(Plan plan, Reading reading) throws SQLException {
        List<Map<String, @Nullable Object>> records = reading.records(plan, null);
        if (records.size() > QueryContext.MAX_BATCH_SIZE) {
            throw new SoqlException(
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
        }
        return new QueryPage(records.size(), null, records);
    }

    private QueryPage firstPage(Plan plan, QueryContext context, Reading reading) throws SQLException {
        Integer limit = plan.limit();
        int page = context.batchSize();
        if (limit != null && limit <= page) {
            List<Map<String, @Nullable Object>> records = reading.records(plan, limit);
            return new QueryPage(records.size(), null, records);
        }
        List<Map<String, @Nullable Object>> records = reading.records(plan, page + 1);
        if (records.size() <= page) {
            return new QueryPage(records.size(), null, records);
        }
        return page(cursors.add(plan, context, reading.ids(plan)), page, reading);
    }

    private static QueryPage page(Cursors.Place place, int size, Reading reading) throws SQLException {
        IdSpool ids = place.cursor().ids();
        List<Map<String, @Nullable Object>> records =
                reading.byIds(place.cursor().plan(), ids.read(place.offset(), size));
        boolean last = place.offset() + size >= ids.size();
        return new QueryPage(ids.size(), last ? null : place.next(size), records);
    }

    private static long within(Plan plan, long count) {
        long left = Math.max(0, count - plan.offset());
        return plan.limit() == null ? left : Math.min(left, plan.limit());
    }

    private <T> T reading(QueryContext context, Work<T> work) {
        try (Connection connection = store.connection()) {
            return work.run(new Reading(connection, context));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static StoreException unreadable(SQLException e) {
        return new StoreException("a query could not be answered by the database: " + e.getMessage(), e);
    }

    /** What is done with a connection. */
    private interface Work<T> {
        T run(Reading reading) throws SQLException;
    }

    /** Forgets every answer whose pages are still to be asked for. */
    public void reset() {
        cursors.close();
    }

    @Override
    public void close() {
        cursors.close();
    }
}
