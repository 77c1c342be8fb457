/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads schemas: the standard objects of the jar, and files of the user's on top of them. */
public final class SchemaReader {
    private static final String STANDARD = "standard-objects.yaml";

    private final Map<String, ObjectType> objects = new LinkedHashMap<>();
    private final Set<String> described = new HashSet<>();
    private final List<FieldSecurity.Limit> limits = new ArrayList<>();

    private SchemaReader() {}

    /** The standard objects. */
    public static OrgSchema standard() {
        return new SchemaReader().addStandard().schema(STANDARD);
    }

    /**
     * The standard objects with those of a file added: new objects, or new fields of standard ones. A {@code .yaml} or {@code .yml} file is
     * a schema file; a {@code .json} file is the describe result of a real org, for one object or an array of them.
     *
     * @throws SchemaException if the file can't be read or is wrong
     */
    public static OrgSchema standardAnd(Path file) {
        SchemaReader reader = new SchemaReader().addStandard();
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            if (name.endsWith(".json")) {
                reader.addDescribed(parse(new ObjectMapper(), name, in));
            } else {
                reader.addYaml(parse(new YAMLMapper(), name, in));
            }
        } catch (NoSuchFileException e) {
            throw new SchemaException("schema file " + file + " does not exist; check the path", e);
        } catch (IOException e) {
            throw new SchemaException("schema file " + file + " can't be read: " + e.getMessage(), e);
        }
        return reader.schema(name);
    }

    /**
     * The standard objects with those of a schema in YAML added.
     *
     * @throws SchemaException if it is wrong; {@code name} stands for the file in its message
     */
    public static OrgSchema standardAnd(String name, String yaml) {
        SchemaReader reader = new SchemaReader().addStandard();
        try {
            JsonNode root = new YAMLMapper().readTree(yaml);
            reader.addYaml(new SchemaNode(name, "", root == null ? MissingNode.getInstance() : root));
        } catch (JsonProcessingException e) {
            throw unreadable(name, e);
        }
        return reader.schema(name);
    }

    private static SchemaNode parse(ObjectMapper mapper, String name, InputStream in) throws IOException {
        try {
            JsonNode root = mapper.readTree(in);
            return new SchemaNode(name, "", root == null ? MissingNode.getInstance() : root);
        } catch (JsonProcessingException e) {
            throw unreadable(name, e);
        }
    }

    private static SchemaException unreadable(String name, JsonProcessingException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String problem = e.getOriginalMessage().lines().findFirst().orElse("");
        return new SchemaException(name + ": line " + line + " can't be parsed: " + problem, e);
    }

    private SchemaReader addStandard() {
        objects.putAll(Standard.OBJECTS);
        return this;
    }

    /** The standard objects, which are read once: they take a good part of an org's start. */
    private static final class Standard {
        static final Map<String, ObjectType> OBJECTS = read();

        private static Map<String, ObjectType> read() {
            SchemaReader reader = new SchemaReader();
            try (InputStream in = Objects.requireNonNull(SchemaReader.class.getResourceAsStream(STANDARD))) {
                reader.addYaml(parse(new YAMLMapper(), STANDARD, in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Collections.unmodifiableMap(reader.objects);
        }
    }

    private void addYaml(SchemaNode root) {
        root.allow(Set.of("objects", "fieldSecurity"));
        Set<String> prefixes = new HashSet<>();
        objects.values().forEach(object -> prefixes.add(object.keyPrefix()));
        root.child("objects").entries().forEach(node -> reserve(node, prefixes));
        ObjectParser parser = new ObjectParser(prefixes);
        for (SchemaNode node : root.child("objects").entries()) {
            put(parser.parse(node, objects.get(node.key().toLowerCase(Locale.ROOT))));
        }
        for (SchemaNode node : root.child("fieldSecurity").items()) {
            node.allow(Set.of("user", "profile", "hidden", "readOnly"));
            limits.add(new FieldSecurity.Limit(
                    node.child("user").text(node.child("profile").text("")),
                    node.child("hidden").items().stream().map(SchemaNode::text).toList(),
                    node.child("readOnly").items().stream()
                            .map(SchemaNode::text)
                            .toList()));
        }
    }

    /** Prefixes that are given must not be handed out to objects that come before them and have none. */
    private static void reserve(SchemaNode node, Set<String> prefixes) {
        SchemaNode given = node.child("keyPrefix");
        if (given.isPresent() && !prefixes.contains(given.text())) {
            prefixes.add("reserved " + given.text());
        }
    }

    private void addDescribed(SchemaNode root) {
        for (ObjectType object : DescribeImport.read(root, objects)) {
            described.add(object.name());
            put(object);
        }
    }

    private void put(ObjectType object) {
        objects.put(object.name().toLowerCase(Locale.ROOT), object);
    }

    private OrgSchema schema(String file) {
        for (ObjectType object : objects.values()) {
            RuleFields.check(file, object);
            for (FieldDefinition field : object.fields()) {
                Reference reference = field.reference();
                if (reference != null) {
                    reference.targets().forEach(target -> check(file, object, field, target));
                }
            }
        }
        return new OrgSchema(objects.values(), new FieldSecurity(limits));
    }

    private void check(String file, ObjectType object, FieldDefinition field, String target) {
        // A real org has many more objects than anybody describes to this one.
        boolean open = described.contains(object.name());
        if (!open && !objects.containsKey(target.toLowerCase(Locale.ROOT))) {
            throw new SchemaException(file + ": objects." + object.name() + ".fields." + field.name()
                    + ".referenceTo names " + target + ", which is no object; add it or correct the name");
        }
    }
}
