/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema for editors knows what the reader knows. */
class MappingSchemaTest {
    private static JsonNode schema() throws IOException {
        try (InputStream in = MappingFile.class.getResourceAsStream("mapping.schema.json")) {
            return new JsonMapper().readTree(in);
        }
    }

    private static Set<String> keys(JsonNode properties) {
        Set<String> keys = new TreeSet<>();
        properties.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void it_has_the_keys_of_the_file_and_of_a_field() throws IOException {
        assertThat(keys(schema().path("properties"))).isEqualTo(new TreeSet<>(MappingFile.KEYS));
        assertThat(keys(schema().at("/definitions/rule/properties"))).isEqualTo(new TreeSet<>(TargetKeyedMapping.KEYS));
    }

    @Test
    void it_has_every_transform() throws IOException {
        Set<String> names = new TreeSet<>();
        schema().at("/definitions/step/anyOf/0/enum").forEach(name -> names.add(name.asText()));
        Set<String> known = new TreeSet<>(Transforms.BUILT_IN.names());
        known.addAll(Set.of("concat", "coalesce", "lookup"));

        assertThat(names).isEqualTo(known);
    }
}
