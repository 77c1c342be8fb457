/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.check.NearestName;
import io.sfsync.outcome.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a file is to go and how, as the command line says it.
 *
 * @param operation what to do with the records
 * @param object the API name of the Salesforce object
 * @param parameters the options of the {@code sfsync:} endpoint
 */
record LoadTarget(Operation operation, String object, Map<String, Object> parameters) {
    /** Options that have a flag of their own, and the flag. */
    private static final Map<String, String> FLAGS = Map.of(
            "externalIdField", "--key", "mapping", "--map", "errors", "--errors", "listener", "the progress display");

    private static final Set<Operation> KEYED = Set.of(Operation.UPSERT);

    LoadTarget {
        parameters = Map.copyOf(parameters);
    }

    /** The endpoint without its options. */
    String uri() {
        return "sfsync:" + operation.wireName() + ":" + object;
    }

    /**
     * Reads the arguments of {@code load}.
     *
     * @param to operation and object, such as {@code upsert:Account}
     * @param options endpoint options as {@code name=value}
     * @throws UsageException if one is wrong, or one that is needed is missing
     */
    static LoadTarget parse(
            String to, @Nullable String key, @Nullable Path map, ErrorFile errors, List<String> options) {
        int colon = to.indexOf(':');
        if (colon < 1 || colon == to.length() - 1) {
            throw new UsageException("--to must be OPERATION:OBJECT, such as upsert:Account, was '" + to + "'");
        }
        Operation operation = operation(to.substring(0, colon));
        if (KEYED.contains(operation) && key == null) {
            throw new UsageException("--to " + to + " needs --key, the external id field that holds the key (endpoint"
                    + " option externalIdField), such as --key External_Key__c");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        options.forEach(option -> put(parameters, option));
        if (key != null) {
            parameters.put("externalIdField", key);
        }
        if (map != null) {
            parameters.put("mapping", "file:" + existing("--map", map));
        }
        parameters.put("errors", errors.option());
        return new LoadTarget(operation, to.substring(colon + 1), parameters);
    }

    private static Operation operation(String name) {
        try {
            return Operation.parse(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--to: " + e.getMessage());
        }
    }

    private static void put(Map<String, Object> parameters, String option) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            throw new UsageException(
                    "-p must be NAME=VALUE with an option of the sfsync: endpoint, such as -p batchSize=50, was '"
                            + option + "'");
        }
        String name = option.substring(0, equals);
        String flag = FLAGS.get(name);
        if (flag != null) {
            throw new UsageException("-p " + name + ": use " + flag + " for it");
        }
        parameters.put(name, option.substring(equals + 1));
    }

    /**
     * Checks the names of the options.
     *
     * @param known the options of the endpoint
     * @throws UsageException if one of these is none of them
     */
    void check(Set<String> known) {
        for (String name : parameters.keySet()) {
            boolean isKnown = known.stream().anyMatch(name::equalsIgnoreCase);
            if (!isKnown && !name.startsWith("sforceHeader.")) {
                throw new UsageException("-p " + name + ": the sfsync: endpoint has no such option"
                        + NearestName.hint(name, known) + " docs/options.md lists those it has");
            }
        }
    }

    /** A file that was named by an option. */
    static Path existing(String option, Path file) {
        if (!Files.exists(file)) {
            throw new UsageException(option + " " + file + ": there is no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(option + " " + file + " is a directory; name a file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(option + " " + file
                    + " is no regular file but a pipe or a device, which can be read only once; write it to a file");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException(option + " " + file + ": this user may not read it; check its permissions");
        }
        return file;
    }
}
