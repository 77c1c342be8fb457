/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.Suggestion;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons for which a mapping refuses a record. None of them holds a value of the record. */
final class MappingErrors {
    /** What often stands between columns instead of a comma. */
    private static final Pattern DELIMITER = Pattern.compile("[;|\t]");

    private MappingErrors() {}

    static RecordError malformed(SourceRecord record) {
        return RecordError.of("SFSYNC_MALFORMED_ROW", "the row " + record.problem());
    }

    static RecordError missing(FieldRule rule) {
        return error(
                "SFSYNC_MISSING_VALUE",
                rule,
                "the record has no value in " + rule.origin().sources()
                        + ", and the mapping is strict; give a default for " + rule.target() + " if it may be missing");
    }

    static RecordError noColumn(FieldRule rule, SourcePath path, Header header) {
        String first = header.names().isEmpty() ? "" : header.names().get(0);
        Matcher delimiter = DELIMITER.matcher(first);
        if (header.size() == 1 && delimiter.find()) {
            return error(
                    "SFSYNC_NO_SUCH_COLUMN",
                    rule,
                    "the source has no column '" + path + "', since its first row is one column, '" + first + "'; if '"
                            + delimiter.group() + "' stands between its columns, set csvDelimiter="
                            + delimiter.group());
        }
        return error(
                "SFSYNC_NO_SUCH_COLUMN",
                rule,
                "the source has no column '" + path + "'" + Suggestion.of(path.toString(), header.names())
                        + "; a field whose column may be missing is optional: true in the mapping");
    }

    static RecordError failed(FieldRule rule, FieldRule.Step step, Object value, RuntimeException e) {
        String reason = e instanceof TransformException
                ? String.valueOf(e.getMessage())
                : "makes it throw a " + e.getClass().getSimpleName();
        return error(
                "SFSYNC_TRANSFORM_FAILED",
                rule,
                "transform '" + step.name() + "': a value of type " + type(value) + " " + reason);
    }

    /** The type's name, without the many that the JDK has for lists and maps. */
    private static String type(Object value) {
        return value instanceof List
                ? "List"
                : value instanceof Map ? "Map" : value.getClass().getSimpleName();
    }

    static RecordError condition(FieldRule rule, TransformException e) {
        return error(
                "SFSYNC_CONDITION_FAILED",
                rule,
                "'when' of field " + rule.target() + ": a value " + e.getMessage()
                        + "; test only columns of numbers with" + " above and below, or use matches");
    }

    static RecordError notComputed(FieldRule rule, Exception e) {
        return error(
                "SFSYNC_EXPRESSION_FAILED",
                rule,
                "an expression of field " + rule.target() + " throws a "
                        + e.getClass().getSimpleName() + "; the log tells more at level DEBUG");
    }

    private static RecordError error(String code, FieldRule rule, String message) {
        return new RecordError(code, message, List.of(rule.target()));
    }
}
