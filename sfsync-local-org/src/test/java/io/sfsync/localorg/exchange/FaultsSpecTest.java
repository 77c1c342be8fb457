/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.fault.FaultReader;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.localorg.junit.OrgClient;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plays {@code spec/faults.yaml}: every fault reaches the wire, whichever way it is armed. */
class FaultsSpecTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.of(LocalOrg.builder().data(StoreOptions.memory()));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> strikes_when_a_control_call_arms_it() throws IOException {
        return stories(story -> {
            ORG.org().reset();
            String faults = Json.MAPPER.writeValueAsString(story.get("faults"));
            assertThat(new OrgClient(ORG.org())
                            .send("POST", "/control/faults", faults)
                            .statusCode())
                    .isEqualTo(204);
            new Player(ORG.org()).play(story.get("exchanges"));
        });
    }

    @TestFactory
    Stream<DynamicTest> strikes_when_a_test_arms_it_through_the_junit_extension() throws IOException {
        return stories(story -> {
            ORG.org().reset();
            FaultReader.read(story.get("faults")).forEach(ORG.org().faults()::add);
            new Player(ORG.org()).play(story.get("exchanges"));
        });
    }

    @TestFactory
    Stream<DynamicTest> strikes_when_a_scenario_file_arms_it() throws IOException {
        return stories(story -> {
            Path file = folder.resolve("scenario.yaml");
            Files.writeString(file, new YAMLMapper().writeValueAsString(Map.of("faults", story.get("faults"))));
            try (LocalOrg org = LocalOrg.builder()
                    .data(StoreOptions.memory())
                    .scenario(file)
                    .start()) {
                new Player(org).play(story.get("exchanges"));
            }
        });
    }

    @Test
    void every_fault_has_a_story() throws IOException {
        Set<String> told = new TreeSet<>();
        for (JsonNode story : Player.stories("faults.yaml")) {
            story.get("faults").forEach(fault -> told.add(fault.get("name").asText()));
        }
        assertThat(told)
                .containsExactlyElementsOf(Arrays.stream(FaultName.values())
                        .map(FaultName::wireName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private interface Play {
        void play(JsonNode story) throws Exception;
    }

    private static Stream<DynamicTest> stories(Play play) throws IOException {
        return Player.stories("faults.yaml").stream()
                .map(story -> DynamicTest.dynamicTest(story.get("story").asText(), () -> play.play(story)));
    }
}
