/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a new route and what belongs to it.
 *
 * @param name its id
 * @param target operation and object
 * @param key the external id field, of an upsert
 * @param columns the columns of the source
 * @param fields the fields of the object that may be written: labels by name
 */
record NewRoute(
        String name, LoadTarget target, @Nullable String key, List<String> columns, Map<String, String> fields) {
    NewRoute {
        columns = List.copyOf(columns);
        fields = Map.copyOf(fields);
    }

    String route() {
        String externalId = key == null ? "" : "              externalIdField: " + key + "\n";
        return """
                - route:
                    id: %1$s
                    description: Loads CSV files in the inbox, %2$s of %3$s.
                    from:
                      uri: file
                      parameters:
                        directoryName: "{{sfsync.inbox:data/inbox}}/%1$s"
                        include: ".*\\\\.csv"
                        # a file that is still being written is left alone
                        readLock: changed
                        readLockCheckInterval: "{{sfsync.inbox.settle:1000}}"
                        move: "done/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}"
                        moveFailed: "failed/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}"
                      steps:
                        - to:
                            uri: sfsync:%2$s:%3$s
                            parameters:
                %4$s              mapping: file:routes/mappings/%1$s.yaml
                              errors: "file:{{sfsync.errors:errors}}/%1$s-{runId}.csv"
                              overlap: skip
                """.formatted(name, target.operation().wireName(), target.object(), externalId);
    }

    /** Columns go to fields of their name or label; those that no field is found for stand there as comments. */
    String mapping() {
        StringBuilder text =
                new StringBuilder("# From the columns of the file to " + target.object() + ".\nversion: 1\nfields:\n");
        Set<String> taken = new HashSet<>();
        if (key != null) {
            taken.add(key);
            text.append("  ")
                    .append(key)
                    .append(": ")
                    .append(quoted(keyColumn(key)))
                    .append('\n');
        }
        for (String column : columns) {
            Optional<String> field = field(column).filter(taken::add);
            if (field.isPresent()) {
                text.append("  ").append(field.get()).append(": ").append(quoted(column));
            } else if (key == null || !column.equals(keyColumn(key))) {
                text.append("  # no field found for ").append(quoted(column));
            } else {
                continue;
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A script that loads the sample into the local org, and says by its exit code whether all of it got there. */
    String test() {
        String externalId = key == null ? "" : " --key " + key;
        return """
                #!/bin/sh
                # Loads the sample into the local org of the environment dev: exits with 0 if every record got there.
                cd "$(dirname "$0")/../.." || exit 2
                exec ./sfsync load routes/tests/%1$s.csv --to %2$s:%3$s%4$s --map routes/mappings/%1$s.yaml
                """.formatted(name, target.operation().wireName(), target.object(), externalId);
    }

    private Optional<String> field(String column) {
        String wanted = letters(column);
        return fields.entrySet().stream()
                .filter(field -> letters(field.getKey()).equals(wanted)
                        || letters(field.getValue()).equals(wanted))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /** The column that is named like the key, else the first, which holds it most often. */
    private String keyColumn(String field) {
        String label = fields.getOrDefault(field, field);
        return columns.stream()
                .filter(column -> letters(column).equals(letters(field))
                        || letters(column).equals(letters(label)))
                .findFirst()
                .orElse(columns.get(0));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("__c$", "").replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String quoted(String column) {
        return '"' + column.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
