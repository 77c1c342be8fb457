/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rule;

import io.sfsync.localorg.rule.Formula.FormulaRecord;
import io.sfsync.localorg.rule.Formula.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of formulas. */
final class FormulaFunctions {
    /** Most arguments a function takes; for those that take any number, the fewest and a large one. */
    private static final Map<String, int[]> ARGUMENTS = Map.ofEntries(
            Map.entry("AND", new int[] {1, 100}),
            Map.entry("OR", new int[] {1, 100}),
            Map.entry("NOT", new int[] {1, 1}),
            Map.entry("IF", new int[] {3, 3}),
            Map.entry("ISBLANK", new int[] {1, 1}),
            Map.entry("ISNULL", new int[] {1, 1}),
            Map.entry("ISPICKVAL", new int[] {2, 2}),
            Map.entry("ISNEW", new int[] {0, 0}),
            Map.entry("LEN", new int[] {1, 1}),
            Map.entry("TEXT", new int[] {1, 1}),
            Map.entry("VALUE", new int[] {1, 1}),
            Map.entry("CONTAINS", new int[] {2, 2}),
            Map.entry("BEGINS", new int[] {2, 2}),
            Map.entry("REGEX", new int[] {2, 2}),
            Map.entry("TODAY", new int[] {0, 0}),
            Map.entry("BLANKVALUE", new int[] {2, 2}),
            Map.entry("UPPER", new int[] {1, 1}),
            Map.entry("LOWER", new int[] {1, 1}),
            Map.entry("TRIM", new int[] {1, 1}),
            Map.entry("MOD", new int[] {2, 2}),
            Map.entry("ABS", new int[] {1, 1}));

    private FormulaFunctions() {}

    static Node call(String name, List<Node> arguments, int place) {
        int[] bounds = ARGUMENTS.get(name);
        if (bounds == null) {
            throw new FormulaException(
                    "function " + name + " at character " + (place + 1) + " is not known; use one of "
                            + ARGUMENTS.keySet().stream().sorted().toList());
        }
        if (arguments.size() < bounds[0] || arguments.size() > bounds[1]) {
            throw new FormulaException("function " + name + " at character " + (place + 1) + " takes " + bounds[0]
                    + (bounds[0] == bounds[1] ? "" : " or more") + " arguments, was " + arguments.size());
        }
        return record -> value(name, arguments, record);
    }

    private static @Nullable Object value(String name, List<Node> arguments, FormulaRecord record) {
        return switch (name) {
            case "AND" -> arguments.stream().allMatch(node -> Values.truth(node.value(record)));
            case "OR" -> arguments.stream().anyMatch(node -> Values.truth(node.value(record)));
            case "IF" ->
                arguments
                        .get(Values.truth(arguments.get(0).value(record)) ? 1 : 2)
                        .value(record);
            case "ISNEW" -> record.isNew();
            case "TODAY" -> (double) record.today();
            default ->
                arguments.size() == 1
                        ? ofOne(name, arguments.get(0).value(record))
                        : ofTwo(
                                name,
                                arguments.get(0).value(record),
                                arguments.get(1).value(record));
        };
    }

    private static Object ofOne(String name, @Nullable Object value) {
        return switch (name) {
            case "NOT" -> !Values.truth(value);
            case "ISBLANK", "ISNULL" -> Values.isBlank(value);
            case "LEN" -> (double) Values.text(value).length();
            case "TEXT" -> Values.text(value);
            case "VALUE" -> Values.number(value);
            case "UPPER" -> Values.text(value).toUpperCase(Locale.ROOT);
            case "LOWER" -> Values.text(value).toLowerCase(Locale.ROOT);
            case "TRIM" -> Values.text(value).strip();
            default -> Math.abs(Values.number(value));
        };
    }

    private static @Nullable Object ofTwo(String name, @Nullable Object first, @Nullable Object second) {
        return switch (name) {
            case "ISPICKVAL" -> Values.text(first).equals(Values.text(second));
            case "CONTAINS" -> Values.text(first).contains(Values.text(second));
            case "BEGINS" -> Values.text(first).startsWith(Values.text(second));
            case "REGEX" -> Pattern.matches(Values.text(second), Values.text(first));
            case "BLANKVALUE" -> Values.isBlank(first) ? second : first;
            default -> Values.number(first) % Values.number(second);
        };
    }
}
