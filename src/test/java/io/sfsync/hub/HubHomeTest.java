/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubHomeTest {
    @TempDir
    private Path folder;

    @Test
    void puts_the_environment_before_what_is_common_to_all() throws IOException {
        Files.createFile(folder.resolve("application-test.properties"));

        assertThat(new HubHome(folder, folder).propertyLocations("test"))
                .isEqualTo("file:" + folder + "/application-test.properties;optional=true,file:" + folder
                        + "/application.properties;optional=true");
    }

    @Test
    void needs_no_file_for_the_default_environment() {
        assertThat(new HubHome(folder, folder).propertyLocations("dev")).contains("application-dev.properties");
    }

    @Test
    void names_the_environments_there_are_where_one_is_unknown() throws IOException {
        Files.createFile(folder.resolve("application-prod.properties"));
        Files.createFile(folder.resolve("application-test.properties"));

        assertThatThrownBy(() -> new HubHome(folder, folder).propertyLocations("tset"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--env tset: there is no file " + folder
                        + "/application-tset.properties; known environments: dev, prod, test");
    }

    @Test
    void resolves_file_arguments_where_the_caller_stands() {
        HubHome home = new HubHome(Path.of("/hub"), Path.of("/home/me"));

        assertThat(home.argument(Path.of("a.csv"))).isEqualTo(Path.of("/home/me/a.csv"));
        assertThat(home.argument(Path.of("/data/a.csv"))).isEqualTo(Path.of("/data/a.csv"));
    }
}
