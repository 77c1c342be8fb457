/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tables of options in the manual are made from the metadata, so that they cannot say anything else. Run with
 * {@code -Dsfsync.docs.write=true} to write them anew.
 */
class OptionsDocTest {
    private static final Path DOC = Path.of("../docs/options.md");

    @Test
    void the_manual_says_what_the_metadata_says() throws IOException {
        String fresh = document();
        if (Boolean.getBoolean("sfsync.docs.write")) {
            Files.createDirectories(DOC.getParent());
            Files.writeString(DOC, fresh);
        }

        assertThat(Files.readString(DOC))
                .as("docs/options.md is stale; write it anew with ./mvnw test -pl camel-salesforce-sync-component -am"
                        + " -Dtest=OptionsDocTest -Dsurefire.failIfNoSpecifiedTests=false -Dsfsync.docs.write=true")
                .isEqualTo(fresh);
    }

    private String document() throws IOException {
        JsonNode metadata;
        try (InputStream in = getClass().getClassLoader().getResourceAsStream("META-INF/io/sfsync/camel/sfsync.json")) {
            metadata = new ObjectMapper().readTree(in);
        }
        return "# Options of `sfsync:`\n\n"
                + "Made from the component's metadata by `OptionsDocTest`; do not edit.\n\n"
                + "`" + metadata.path("component").path("syntax").asText() + "`\n\n"
                + options("Endpoint", metadata.path("properties"))
                + options("Component (`camel.component.sfsync.*`)", metadata.path("componentProperties"))
                + headers(metadata.path("headers"));
    }

    private static String options(String title, JsonNode options) {
        StringBuilder text = new StringBuilder("## " + title + "\n\n| option | default | meaning |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            JsonNode value = option.getValue();
            String prefix = value.path("prefix").asText("");
            text.append("| `")
                    .append(prefix.isEmpty() ? option.getKey() : prefix + "*")
                    .append("` | ")
                    .append(value.has("defaultValue") ? "`" + cell(value.path("defaultValue")) + "`" : "-")
                    .append(" | ")
                    .append(cell(value.path("description")))
                    .append(" |\n");
        }
        return text.append('\n').toString();
    }

    private static String headers(JsonNode headers) {
        StringBuilder text =
                new StringBuilder("## Headers\n\n| header | direction | type | meaning |\n|---|---|---|---|\n");
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            JsonNode value = header.getValue();
            text.append("| `")
                    .append(header.getKey())
                    .append("` | ")
                    .append(cell(value.path("label")))
                    .append(" | ")
                    .append(cell(value.path("javaType")))
                    .append(" | ")
                    .append(cell(value.path("description")))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String cell(JsonNode value) {
        return value.asText().replace("|", "\\|");
    }
}
