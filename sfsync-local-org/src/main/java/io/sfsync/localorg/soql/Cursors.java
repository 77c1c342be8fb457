/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.store.RecordId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers whose pages are still to be asked for. The oldest go when there are too many or they are two days old. */
final class Cursors implements AutoCloseable {

    private static final int MAX_OPEN = 500;

    /** REST API Developer Guide, "Query". */
    private static final Duration LIFETIME = Duration.ofDays(2);

    private static final String KEY_PREFIX = "01g";
    private static final Pattern LOCATOR = Pattern.compile("(\\w{15}(?:\\w{3})?)-(\\d{1,9})");

    private final Clock clock;
    private final Map<Long, Cursor> open = new LinkedHashMap<>();
    private long last;

    Cursors(Clock clock) {
        this.clock = clock;
    }

    /**
     * One answer.
     *
     * @param plan the query
     * @param context who asked, and how
     * @param ids the records
     * @param made when it was asked
     */
    record Cursor(Plan plan, QueryContext context, IdSpool ids, Instant made) {}

    /**
     * A place in an answer.
     *
     * @param id the answer
     * @param cursor the answer itself
     * @param offset how many records stand before the place
     */
    record Place(long id, Cursor cursor, int offset) {

        String next(int count) {
            return RecordId.format(id) + "-" + (offset + count);
        }
    }

    synchronized Place add(Plan plan, QueryContext context, IdSpool ids) {
        long id = RecordId.of(KEY_PREFIX, ++last);
        Cursor cursor = new Cursor(plan, context, ids, clock.instant());
        open.put(id, cursor);
        drop();
        return new Place(id, cursor, 0);
    }

    synchronized Place find(String locator) {
        Matcher matcher = LOCATOR.matcher(locator);
        long id = matcher.matches() ? RecordId.parse(matcher.group(1)) : RecordId.MALFORMED;
        drop();
        Cursor cursor = open.get(id);
        if (cursor == null || Integer.parseInt(matcher.group(2)) >= cursor.ids().size()) {
            throw new SoqlException("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return new Place(id, cursor, Integer.parseInt(matcher.group(2)));
    }

    private void drop() {
        Instant oldest = clock.instant().minus(LIFETIME);
        Iterator<Cursor> cursors = open.values().iterator();
        int tooMany = open.size() - MAX_OPEN;
        while (cursors.hasNext()) {
            Cursor cursor = cursors.next();
            if (tooMany-- <= 0 && cursor.made().isAfter(oldest)) {
                return;
            }
            cursor.ids().close();
            cursors.remove();
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(cursor -> cursor.ids().close());
        open.clear();
    }
}
