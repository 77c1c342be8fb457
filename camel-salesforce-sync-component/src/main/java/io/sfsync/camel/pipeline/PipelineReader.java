/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.pipeline;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import io.sfsync.document.Suggestion;
import io.sfsync.outcome.Operation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a pipeline file, in our spelling and in that of Python configurations. */
final class PipelineReader {
    private static final String OBJECT = "object";
    private static final String MODE = "mode";
    private static final String MAPPING = "mapping";
    private static final String OPTIONS = "options";
    private static final String SOURCE = "source";
    private static final String PIPELINE = "pipeline";
    private static final String VERSION = "version";

    /** Keys whose value is that of an option of the endpoint. */
    private static final Map<String, String> OPTION_BY_KEY = Map.of(
            "key", "externalIdField",
            "batchSize", "batchSize",
            "stopOnError", "stopOnError",
            "errors", "errors",
            "successes", "successes");

    private static final Map<String, String> OTHER_SPELLINGS = Map.of(
            "sobject", OBJECT,
            "operation", MODE,
            "externalIdField", "key",
            "external_id_field", "key",
            "batch_size", "batchSize",
            "stop_on_error", "stopOnError");

    private final CamelContext context;
    private final String location;
    private final Problems problems;
    private final SourceReader sources;

    PipelineReader(CamelContext context, String location, Path folder, Problems problems) {
        this.context = context;
        this.location = location;
        this.problems = problems;
        this.sources = new SourceReader(context, folder, problems);
    }

    PipelineFile read(DocumentNode root) {
        Map<String, DocumentNode> keys = new TreeMap<>();
        DocumentNode inner = root.entries().get(PIPELINE);
        Set<String> outer = new TreeSet<>(Set.of(VERSION, SOURCE, "description"));
        if (inner == null) {
            outer.addAll(own());
            collect(root, outer, keys);
        } else {
            outer.add(PIPELINE);
            collect(root, outer, keys);
            collect(inner, own(), keys);
        }
        DocumentNode version = keys.get(VERSION);
        if (version != null && !version.text().equals("1")) {
            problems.add(version.line(), "version must be 1, was '" + version.text() + "'");
        }
        Map<String, Object> options = options(keys);
        String endpoint = "sfsync:" + mode(keys, root) + ":" + object(keys, inner == null ? root : inner);
        return new PipelineFile(sources.read(keys.get(SOURCE)), endpoint, options);
    }

    private static Set<String> own() {
        Set<String> own = new TreeSet<>(Set.of(OBJECT, MODE, MAPPING, OPTIONS));
        own.addAll(OPTION_BY_KEY.keySet());
        return own;
    }

    private void collect(DocumentNode node, Set<String> known, Map<String, DocumentNode> keys) {
        if (!node.isMap()) {
            problems.add(node.line(), "a pipeline file has keys such as 'source', 'object', 'mode' and 'mapping'");
        }
        node.entries().forEach((written, value) -> {
            String key = OTHER_SPELLINGS.getOrDefault(written, written);
            if (!known.contains(key)) {
                problems.add(value.line(), "unknown key '" + written + "'" + Suggestion.of(written, known));
            } else if (!isNothing(value) || key.equals(MAPPING)) {
                if (keys.put(key, value) != null) {
                    problems.add(value.line(), "'" + written + "' says the same as another key; keep one of them");
                }
            }
        });
    }

    private static boolean isNothing(DocumentNode node) {
        return node.content() == null || (node.content() instanceof String text && text.isBlank());
    }

    private String mode(Map<String, DocumentNode> keys, DocumentNode root) {
        DocumentNode mode = keys.get(MODE);
        try {
            Operation operation = mode == null ? Operation.INSERT : Operation.parse(mode.text());
            if (operation == Operation.UPSERT && !keys.containsKey("key")) {
                problems.add(
                        mode == null ? root.line() : mode.line(),
                        "mode upsert needs 'key', the external id field, such as key: External_Key__c");
            }
            return operation.wireName();
        } catch (IllegalArgumentException e) {
            problems.add(mode == null ? 0 : mode.line(), "mode: " + e.getMessage());
            return Operation.INSERT.wireName();
        }
    }

    private String object(Map<String, DocumentNode> keys, DocumentNode pipeline) {
        DocumentNode object = keys.get(OBJECT);
        if (object == null) {
            problems.add(pipeline.line(), "'object' is missing, the API name of the object, such as object: Account");
            return "";
        }
        return single(object, OBJECT);
    }

    private String single(DocumentNode node, String key) {
        if (node.isMap() || node.isList()) {
            problems.add(node.line(), "'" + key + "' must be a single value");
        }
        return node.text();
    }

    private Map<String, Object> options(Map<String, DocumentNode> keys) {
        Map<String, Object> options = new LinkedHashMap<>();
        OPTION_BY_KEY.forEach((key, option) -> {
            DocumentNode value = keys.get(key);
            if (value != null) {
                options.put(option, single(value, key));
            }
        });
        DocumentNode mapping = keys.get(MAPPING);
        if (mapping != null) {
            options.put(MAPPING, mapping(mapping));
        }
        DocumentNode more = keys.get(OPTIONS);
        if (more != null) {
            addMore(more, options);
        }
        return options;
    }

    private void addMore(DocumentNode more, Map<String, Object> options) {
        Map<String, String> keyByOption = new HashMap<>(Map.of(MAPPING, MAPPING));
        OPTION_BY_KEY.forEach((key, option) -> keyByOption.put(option, key));
        Set<String> known = context.getCamelContextExtension()
                .getEndpointUriFactory("sfsync")
                .propertyNames();
        if (!more.isMap()) {
            problems.add(more.line(), "'options' takes options of the sfsync: endpoint by name");
        }
        more.entries().forEach((name, value) -> {
            String key = keyByOption.get(name);
            if (key != null) {
                problems.add(value.line(), "option '" + name + "' has a key of its own, '" + key + "'");
            } else if (!known.contains(name) && !name.startsWith("sforceHeader.")) {
                problems.add(
                        value.line(), "the sfsync: endpoint has no option '" + name + "'" + Suggestion.of(name, known));
            } else {
                options.put(name, single(value, name));
            }
        });
    }

    /** Where the mapping is: in a file, in a bean, or in this very file. */
    private String mapping(DocumentNode mapping) {
        if (isNothing(mapping)
                || mapping.isList()
                || (mapping.isMap() && mapping.entries().isEmpty())) {
            problems.add(
                    mapping.line(),
                    "'mapping' names no field; leave it out where the columns of the source are the fields");
            return location;
        }
        if (mapping.isMap()) {
            return location;
        }
        String text = mapping.text();
        return text.startsWith("#") || ResourceHelper.hasScheme(text) ? text : beside(text);
    }

    private String beside(String name) {
        @Nullable String scheme = ResourceHelper.getScheme(location);
        int folder = Math.max(location.lastIndexOf('/'), scheme == null ? -1 : scheme.length() - 1);
        return location.substring(0, folder + 1) + name;
    }
}
