/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that a jar on the class path holds, beside those of the folder. */
class ClassPathRoutesTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    private URLClassLoader jar = new URLClassLoader(new URL[0]);

    @BeforeEach
    void start_with_no_route() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "camel.management.enabled = false\n");
        Files.createDirectory(folder.resolve("routes"));
    }

    @AfterEach
    void leave_the_class_path() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        jar.close();
    }

    @Test
    void run_beside_those_of_the_folder() throws Exception {
        file("here", "from-the-folder");
        jar(Map.of("there", "from-a-jar"));

        assertThat(started()).containsExactly("from-a-jar", "from-the-folder");
    }

    @Test
    void are_enough_without_any_in_the_folder() throws Exception {
        jar(Map.of("there", "from-a-jar", "elsewhere", "from-a-jar-too"));

        assertThat(started()).containsExactly("from-a-jar", "from-a-jar-too");
    }

    @Test
    void take_no_id_that_a_route_of_the_folder_has() throws Exception {
        file("here", "twice");
        jar(Map.of("there", "twice"));

        assertThatThrownBy(this::started)
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("the route twice stands in two files, ")
                .hasMessageContaining("file:" + folder.resolve("routes/here.camel.yaml"))
                .hasMessageContaining("routes.jar!/routes/there.camel.yaml")
                .hasMessageEndingWith(": give one of them another id, or take one away");
    }

    @Test
    void two_files_of_the_folder_have_no_id_in_common_either() throws Exception {
        file("one", "twice");
        file("two", "twice");

        assertThatThrownBy(this::started)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("the route twice stands in two files")
                .hasMessageContaining("one.camel.yaml")
                .hasMessageContaining("two.camel.yaml");
    }

    /** The ids of the routes of a hub of this folder, in their order. */
    private Set<String> started() throws Exception {
        Main main = RunCommand.service(new HubHome(folder, folder), Environment.DEFAULT);
        Set<String> ids = new TreeSet<>();
        try (CamelHub hub = CamelHub.start(main)) {
            hub.context().getRoutes().stream().map(Route::getId).forEach(ids::add);
        }
        return ids;
    }

    private void file(String name, String id) throws IOException {
        Files.writeString(folder.resolve("routes/" + name + ".camel.yaml"), route(id));
    }

    private void jar(Map<String, String> routes) throws IOException {
        Path file = folder.resolve("routes.jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("routes/"));
            for (Map.Entry<String, String> route : routes.entrySet()) {
                zip.putNextEntry(new ZipEntry("routes/" + route.getKey() + ".camel.yaml"));
                zip.write(route(route.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
        jar = new URLClassLoader(new URL[] {file.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(jar);
    }

    private static String route(String id) {
        return "- route: {id: " + id + ", from: {uri: \"direct:" + id + "\", steps: [{log: done}]}}\n";
    }
}
