/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the start of a route: the route, its mapping and a test, from the header of a file and the fields of the org. */
@Command(
        name = "new-route",
        mixinStandardHelpOptions = true,
        description =
                "Writes a route that loads such files, its mapping, and a test of it, from the header of a CSV file"
                        + " and the fields that the org describes. Overwrites nothing.")
final class NewRouteCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)+");

    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private Environment environment = new Environment();

    @Parameters(paramLabel = "NAME", description = "The name of the route, such as load-partner-accounts.")
    private String name = "";

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "A CSV file with a header row.")
    private Path from = Path.of("");

    @Option(
            names = "--to",
            required = true,
            paramLabel = "OPERATION:OBJECT",
            description = "As with load: such as upsert:Account.")
    private String to = "";

    @Option(names = "--key", paramLabel = "FIELD", description = "The external id field of an upsert.")
    private @Nullable String key;

    @Option(names = "--json", description = "Print the written files as one JSON object.")
    private boolean json;

    NewRouteCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "NAME must be verb-what in small letters, such as load-partner-accounts, was '" + name + "'");
        }
        Path source = LoadTarget.existing("--from", home.argument(from));
        LoadTarget target = LoadTarget.parse(to, key, null, LoadCommand.errorFile(home), List.of());
        List<String> columns = columns(source);
        NewRoute route = new NewRoute(name, target, key, columns, fields(target.object()));
        Map<Path, String> files = new TreeMap<>();
        Path routes = home.folder().resolve("routes");
        files.put(routes.resolve(name + ".camel.yaml"), route.route());
        files.put(routes.resolve("mappings").resolve(name + ".yaml"), route.mapping());
        files.put(routes.resolve("tests").resolve(name + ".csv"), sample(source));
        files.put(routes.resolve("tests").resolve(name + ".sh"), route.test());
        write(files);
        if (json) {
            terminal.out()
                    .println(JsonMapper.builder()
                            .build()
                            .writeValueAsString(Map.of(
                                    "files",
                                    files.keySet().stream().map(Path::toString).toList())));
        } else {
            files.keySet().forEach(terminal.out()::println);
        }
        return ExitCode.OK.code();
    }

    private static List<String> columns(Path source) throws IOException {
        try (RecordReader reader = RecordReaders.csv(source, CsvFormat.DEFAULT)) {
            Header header = Objects.requireNonNull(reader.header(), "a CSV file has a header");
            return header.names();
        }
    }

    /** The fields that may be written, by name, with their labels. */
    private Map<String, String> fields(String object) throws Exception {
        try (CamelHub hub = CamelHub.start(CamelHub.configure(home, environment.name()));
                var template = hub.context().createProducerTemplate()) {
            SObjectDescription description = template.requestBody(
                    "salesforce:getDescription?sObjectName=" + object, (Object) null, SObjectDescription.class);
            return description.getFields().stream()
                    .filter(SObjectField::isCreateable)
                    .collect(
                            Collectors.toMap(SObjectField::getName, SObjectField::getLabel, (a, b) -> a, TreeMap::new));
        }
    }

    /** The header and five records at most: enough to see whether the mapping works. */
    private static String sample(Path source) throws IOException {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.limit(6).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static void write(Map<Path, String> files) throws IOException {
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw new UsageException(file + " is there already; choose another name, or delete it");
            }
        }
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(file.getKey().toAbsolutePath().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
