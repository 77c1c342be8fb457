/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import io.sfsync.localorg.store.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a query into queries over ranges of ids (Bulk API Developer Guide, PK Chunking): each range has so many ids whether or not there are
 * records for them, so that chunks of a filtered query have fewer rows or none.
 */
final class KeyRanges {
    private final SoqlEngine soql;
    private final QueryContext context;
    private final ClassicSpec spec;

    KeyRanges(SoqlEngine soql, QueryContext context, ClassicSpec spec) {
        this.soql = soql;
        this.context = context;
        this.spec = spec;
    }

    /**
     * The queries of the chunks, at least one.
     *
     * @throws BulkFailure if the query has clauses that chunks cannot have
     */
    List<String> cut(String query) throws BulkFailure {
        SoqlQuery parsed = SoqlQuery.parse(query);
        if (!parsed.orderBy().isEmpty() || parsed.limit() != null) {
            throw BulkFailure.invalidBatch("PK chunking is not supported for queries with ORDER BY or LIMIT");
        }
        Long first = first();
        Long last = edge("DESC");
        List<String> chunks = new ArrayList<>();
        if (first != null && last != null) {
            for (long from = first; from <= last; from += spec.chunkSize()) {
                chunks.add(within(query, parsed.where() != null, from, Math.min(from + spec.chunkSize(), last + 1)));
            }
        }
        return chunks.isEmpty() ? List.of(query) : chunks;
    }

    private @Nullable Long first() throws BulkFailure {
        if (spec.startRow().isEmpty()) {
            return edge("ASC");
        }
        long start = RecordId.parse(spec.startRow());
        if (start == RecordId.MALFORMED) {
            throw BulkFailure.invalidBatch("startRow is not an id: " + spec.startRow());
        }
        return start;
    }

    private @Nullable Long edge(String order) {
        String query = "SELECT Id FROM " + spec.object() + " ORDER BY Id " + order + " LIMIT 1";
        List<Map<String, @Nullable Object>> found = soql.all(query, context);
        return found.isEmpty()
                ? null
                : Long.valueOf(RecordId.parse(String.valueOf(found.get(0).get("Id"))));
    }

    private static String within(String query, boolean filtered, long from, long to) {
        String range = "Id >= '" + RecordId.format(from) + "' AND Id < '" + RecordId.format(to) + "'";
        if (!filtered) {
            return query + " WHERE " + range;
        }
        int condition = outerWhere(query) + "where".length();
        return query.substring(0, condition) + " (" + query.substring(condition).strip() + ") AND " + range;
    }

    /** The WHERE that is neither in a text nor in brackets. */
    private static int outerWhere(String query) {
        String lower = query.toLowerCase(Locale.ROOT);
        boolean inText = false;
        int depth = 0;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (inText && c == '\\') {
                i++;
            } else if (c == '\'') {
                inText = !inText;
            } else if (!inText) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0 && isWhere(lower, i)) {
                    return i;
                }
            }
        }
        throw new IllegalStateException("a query with a condition has no WHERE");
    }

    private static boolean isWhere(String lower, int at) {
        return lower.startsWith("where", at)
                && at > 0
                && Character.isWhitespace(lower.charAt(at - 1))
                && at + 5 < lower.length()
                && !Character.isJavaIdentifierPart(lower.charAt(at + 5));
    }
}
