/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.localorg.junit.OrgClient;
import io.sfsync.localorg.store.StoreOptions;
import io.sfsync.localorg.switches.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plays {@code spec/switches.yaml}: every value of every switch reaches the wire. */
class SwitchesSpecTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.of(LocalOrg.builder().data(StoreOptions.memory()));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> reaches_the_wire() throws IOException {
        return Player.stories("switches.yaml").stream()
                .map(story -> DynamicTest.dynamicTest(
                        story.get("switch").asText() + "=" + story.get("value").asText(), () -> {
                            ORG.org().reset();
                            Map<String, String> wanted = Map.of(
                                    story.get("switch").asText(),
                                    story.get("value").asText());
                            if (story.path("faults").isArray()) {
                                send("POST", "/control/faults", story.get("faults"));
                            }
                            if (story.path("denied").asBoolean()) {
                                ORG.org()
                                        .directory()
                                        .denyBulkHardDelete(
                                                ORG.org().credentials().username());
                            }
                            assertThat(send("PUT", "/control/switches", wanted)).isEqualTo(204);
                            new Player(ORG.org()).play(story.get("exchanges"));
                        }));
    }

    @Test
    void every_value_of_every_switch_has_a_story() throws IOException {
        List<String> told = new ArrayList<>();
        for (JsonNode story : Player.stories("switches.yaml")) {
            told.add(story.get("switch").asText() + "=" + story.get("value").asText());
        }
        List<String> there = new ArrayList<>();
        for (Switch one : Switch.values()) {
            one.choices().forEach(choice -> there.add(one.wireName() + "=" + choice));
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void the_builder_and_a_scenario_file_set_switches_for_good() throws Exception {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, new YAMLMapper().writeValueAsString(Map.of("switches", changed())));
        LocalOrgBuilder built = LocalOrg.builder();
        changed().forEach((name, value) -> built.switched(Switch.of(name), value));
        for (LocalOrgBuilder settings : List.of(built, LocalOrg.builder().scenario(file))) {
            try (LocalOrg org = settings.data(StoreOptions.memory()).start()) {
                org.switches().set(Switch.BULK2_FIRST_POLL, "in-progress");
                org.reset();
                changed()
                        .forEach((name, value) ->
                                assertThat(org.switches().get(Switch.of(name))).isEqualTo(value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nonsense\":\"1\"}|there is no switch named 'nonsense'; there are: ",
                "{\"bulk2-result-order\":\"sorted\"}|switch 'bulk2-result-order' must be one of [shuffled, as-uploaded], was 'sorted'",
                "[]|switches are an object of names and values, was []"
            })
    void a_wrong_switch_is_refused_with_what_would_be_right(String body, String message) throws Exception {
        String answer =
                new OrgClient(ORG.org()).send("PUT", "/control/switches", body).body();
        assertThat(Json.MAPPER.readTree(answer).get(0).get("message").asText()).contains(message);
    }

    @Test
    void switches_are_listed_and_set_back() throws Exception {
        OrgClient client = new OrgClient(ORG.org());
        send("PUT", "/control/switches", Map.of("bulk2-first-poll", "true-state"));
        assertThat(client.send("GET", "/control/switches", "").body())
                .contains("{\"name\":\"bulk2-first-poll\",\"value\":\"true-state\",\"default\":\"in-progress\",");
        client.send("DELETE", "/control/switches", "");
        assertThat(ORG.org().switches().get(Switch.BULK2_FIRST_POLL)).isEqualTo("in-progress");
    }

    /** Every switch at its last value. */
    private static Map<String, String> changed() {
        return Stream.of(Switch.values())
                .collect(Collectors.toMap(
                        Switch::wireName, one -> one.choices().get(one.choices().size() - 1)));
    }

    private static int send(String method, String path, Object body) throws Exception {
        return new OrgClient(ORG.org())
                .send(method, path, Json.MAPPER.writeValueAsString(body))
                .statusCode();
    }
}
