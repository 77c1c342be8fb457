/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plays requests whose answers by real orgs are public, {@code spec/rest-recordings.yaml}; each story names who recorded them. */
class RestRecordingsTest {
    @TempDir
    private static Path folder;

    private static LocalOrg org;

    @BeforeAll
    static void start() throws IOException {
        Path schema = folder.resolve("schema.yaml");
        String source = "/spec/rest-recordings-schema.yaml";
        try (InputStream in = Objects.requireNonNull(RestRecordingsTest.class.getResourceAsStream(source))) {
            Files.copy(in, schema);
        }
        org = LocalOrg.builder().schema(schema).data(StoreOptions.memory()).start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @TestFactory
    Stream<DynamicTest> answers_as_a_real_org_did() throws IOException {
        return Player.stories("rest-recordings.yaml").stream()
                .map(story -> DynamicTest.dynamicTest(story.get("story").asText(), () -> {
                    org.reset();
                    new Player(org).play(story.get("exchanges"));
                }));
    }
}
