/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of bad input gives one clear message with the option, the value and the way out, and no stack trace. */
class BadInputTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    private HubFolder hub;

    /** One case of the table; {@code {folder}} and {@code {url}} in it stand for those of the test. */
    record BadInput(String name, List<String> arguments, Map<String, String> files, int exitCode, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<BadInput> table() throws IOException {
        try (InputStream in = BadInputTest.class.getResourceAsStream("/spec/bad-input.yaml")) {
            return YAMLMapper.builder()
                    .build()
                    .readValue(Objects.requireNonNull(in), new TypeReference<List<BadInput>>() {})
                    .stream();
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        hub = HubFolder.at(folder);
        LocalOrg org = ORG.org();
        hub.environment("test", org);
        hub.environment("wrongpassword", org.url().toString(), org.credentials().clientId(), "wrong");
        hub.environment("notaurl", "notaurl", "id", "secret");
        hub.environment("nobody", "http://127.0.0.1:9", "id", "secret");
        hub.environment("unset", org);
        hub.file("application-unset.properties", "# nothing");
        hub.file("accounts.csv", "External_Key__c,Name\nA,Alpha\nB,Beta\n");
    }

    @ParameterizedTest
    @MethodSource("table")
    void gives_one_message(BadInput input) throws IOException {
        for (Map.Entry<String, String> file : input.files().entrySet()) {
            hub.file(file.getKey(), file.getValue());
        }
        Files.write(folder.resolve("photo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});

        HubFolder.Ending ending = hub.run(input.arguments().stream()
                .map(argument -> argument.replace("{folder}", folder.toString()))
                .toArray(String[]::new));

        assertThat(ending.err()
                        .lines()
                        .filter(line -> !line.matches(".* rows? read, .*"))
                        .map(line -> line.replace(folder.toString(), "{folder}")
                                .replace(ORG.url().toString(), "{url}")
                                .replaceAll("run [0-9a-f-]{36}", "run {run}")))
                .containsExactly(input.message());
        assertThat(ending.exitCode()).isEqualTo(input.exitCode());
        assertThat(ending.out()).doesNotContain("Exception", "\tat ");
        assertThat(ORG.org().query("SELECT Id FROM Account")).isEmpty();
    }
}
