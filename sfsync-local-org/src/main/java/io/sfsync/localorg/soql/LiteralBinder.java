/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.soql.syntax.Literal;
import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.store.RecordId;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Turns the values of a query into the stored form of the field that they are compared with. */
final class LiteralBinder {

    private final QueryText text;
    private final LocalDate today;
    private final ZoneId zone;

    LiteralBinder(QueryText text, LocalDate today, ZoneId zone) {
        this.text = text;
        this.today = today;
        this.zone = zone;
    }

    /** The first stored value of a range and the first one after it. */
    record Bounds(Object start, Object end) {}

    /** Whether the value means an empty field: {@code null}, and for texts the empty text too. */
    static boolean isEmpty(BoundField left, Literal literal) {
        boolean textual = left.type().storage() == Storage.TEXT || left.type().storage() == Storage.ID;
        boolean emptyText = literal instanceof Literal.Text value && value.raw().isEmpty();
        return literal instanceof Literal.Null || (textual && emptyText);
    }

    Bounds range(BoundField left, Literal.Range literal, int position) {
        DateRange range = DateRange.of(literal, today);
        return switch (left.type().storage()) {
            case DATE ->
                new Bounds((int) range.start().toEpochDay(), (int) range.end().toEpochDay());
            case DATETIME -> new Bounds(millis(range.start()), millis(range.end()));
            default -> throw mismatch(left, position);
        };
    }

    private long millis(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The stored form of a value that is neither empty nor a range. */
    Object value(BoundField left, Literal literal, int position) {
        Object value = stored(left, literal, position);
        if (value == null) {
            throw mismatch(left, position);
        }
        return value;
    }

    private @Nullable Object stored(BoundField left, Literal literal, int position) {
        return switch (left.type().storage()) {
            case TEXT -> literal instanceof Literal.Text value ? value.value() : null;
            case ID -> literal instanceof Literal.Text value ? id(value.value(), position) : null;
            case BOOLEAN -> literal instanceof Literal.Bool value ? value.value() : null;
            case INT, LONG, DOUBLE -> literal instanceof Literal.Numeric value ? value.value() : null;
            case DATE ->
                literal instanceof Literal.Day value ? (int) value.value().toEpochDay() : null;
            case DATETIME ->
                literal instanceof Literal.Moment value ? value.value().toEpochMilli() : null;
            case TIME, BYTES, NONE -> null;
        };
    }

    private Object id(String id, int position) {
        long value = RecordId.parse(id);
        if (value == RecordId.MALFORMED) {
            throw text.invalidOperator(position, "invalid ID field: " + id);
        }
        return value;
    }

    private SoqlException mismatch(BoundField left, int position) {
        boolean quoted = left.type().storage() == Storage.TEXT || left.type().storage() == Storage.ID;
        String soapType = left.type().soapType();
        String type = quoted ? "string" : soapType.substring(soapType.indexOf(':') + 1);
        return text.invalidField(
                position,
                "value of filter criterion for field '" + left.field().name() + "' must be of type " + type
                        + " and should " + (quoted ? "" : "not ") + "be enclosed in quotes");
    }
}
