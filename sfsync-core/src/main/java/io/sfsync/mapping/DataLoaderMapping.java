/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the mapping files of Data Loader: lines of {@code column=Field}, as Java properties are written, with several
 * fields after a comma and constants in double quotes (Data Loader Guide, Map Columns). A column without a field is not
 * loaded. As in Data Loader, a column is found in any case.
 */
final class DataLoaderMapping {
    private static final Pattern ODD_BACKSLASHES = Pattern.compile(".*(?<!\\\\)(\\\\\\\\)*\\\\");

    private final Problems problems;
    private final Set<String> targets = new HashSet<>();
    private final Set<String> columns = new HashSet<>();

    DataLoaderMapping(Problems problems) {
        this.problems = problems;
    }

    List<FieldRule> rules(Reader text) throws IOException {
        BufferedReader lines = new BufferedReader(text);
        List<FieldRule> rules = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int first = ++number;
            StringBuilder whole = new StringBuilder(line);
            while (ODD_BACKSLASHES.matcher(whole).matches()) {
                String next = lines.readLine();
                if (next == null) {
                    break;
                }
                number++;
                whole.append('\n').append(next);
            }
            addLine(whole.toString(), first, rules);
        }
        if (rules.isEmpty()) {
            problems.add(0, "it maps no column: write lines such as Account\\ Name=Name");
        }
        return rules;
    }

    private void addLine(String line, int number, List<FieldRule> rules) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IllegalArgumentException e) {
            problems.add(number, "cannot be read: " + e.getMessage());
            return;
        }
        for (String column : properties.stringPropertyNames()) {
            if (!columns.add(column.toLowerCase(Locale.ROOT))) {
                problems.add(
                        number,
                        "column '" + column + "' is there twice; name its fields in one line, as in " + column
                                + "=Name, Label__c");
            }
            for (String target : properties.getProperty(column).split(",", -1)) {
                if (!target.isBlank()) {
                    rules.add(rule(column, pathOf(target.strip()), number));
                }
            }
        }
    }

    private FieldRule rule(String column, String target, int number) {
        TargetPaths.problem(target).ifPresent(problem -> problems.add(number, problem));
        TargetPaths.clash(target, targets).ifPresent(problem -> problems.add(number, problem));
        boolean constant = column.length() > 1 && column.startsWith("\"") && column.endsWith("\"");
        return constant
                ? new FieldRule(target, Origin.CONSTANT, List.of(), column.substring(1, column.length() - 1), false)
                : new FieldRule(target, Origin.of(SourcePath.inAnyCase(column)), List.of(), null, false);
    }

    /** Data Loader writes {@code Owner:Email}, or {@code Owner:User-Email} where a lookup leads to several objects. */
    private static String pathOf(String target) {
        int dash = target.indexOf('-');
        int colon = target.indexOf(':');
        if (dash < 0) {
            return target.replace(':', '.');
        }
        String field = target.substring(dash + 1);
        return colon < 0 || colon > dash
                ? target.substring(0, dash) + "." + field
                : target.substring(colon + 1, dash) + ":" + target.substring(0, colon) + "." + field;
    }
}
