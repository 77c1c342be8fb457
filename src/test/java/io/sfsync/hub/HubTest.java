/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--help,Usage: sfsync",
        "demo --help,Usage: sfsync demo",
        "load --help,Usage: sfsync load",
        "run --help,Usage: sfsync run",
        "local-org --help,Usage: sfsync local-org",
        "check --help,Usage: sfsync check",
        "new-route --help,Usage: sfsync new-route",
        "encrypt --help,Usage: sfsync encrypt",
        "--version,sfsync "
    })
    void explains_itself(String arguments, String first) {
        HubFolder.Ending ending = new HubFolder(folder).run(arguments.split(" "));

        assertThat(ending.exitCode()).isZero();
        assertThat(ending.out()).startsWith(first);
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',Usage: sfsync",
        "frobnicate,Unmatched argument",
        "load,Missing required",
        "local-org --port 99999,'sfsync: --port must be 0..65535, was 99999'"
    })
    void exits_with_2_where_the_command_line_is_wrong(String arguments, String first) {
        HubFolder.Ending ending = new HubFolder(folder).run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err()).startsWith(first);
        assertThat(ending.out()).isEmpty();
    }

    @Test
    void says_where_routes_are_expected_when_there_are_none() throws Exception {
        HubFolder hub = HubFolder.at(folder);

        assertThat(hub.run("run", "--env", "dev").err()).contains("routes");
    }
}
