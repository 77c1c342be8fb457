/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.document.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pipeline files of a hub: {@code routes/pipelines/NAME.yaml}, {@code .yml} or {@code .json}. */
final class PipelineFolder {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final HubHome home;

    PipelineFolder(HubHome home) {
        this.home = home;
    }

    /**
     * The file of a pipeline.
     *
     * @param name its name, or the path of a file anywhere
     * @throws UsageException if there is none
     */
    Path find(String name) {
        Path folder = home.folder().resolve("routes/pipelines").toAbsolutePath().normalize();
        for (String ending : ENDINGS) {
            Path file = folder.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        Path argument = home.argument(Path.of(name));
        if (ENDINGS.stream().anyMatch(name::endsWith)) {
            return LoadTarget.existing("NAME", argument);
        }
        throw new UsageException("there is no pipeline '" + name + "' in " + folder + Suggestion.of(name, names(folder))
                + "; name one of them, or a file");
    }

    /** The file's name without its ending. */
    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .map(PipelineFolder::name)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
