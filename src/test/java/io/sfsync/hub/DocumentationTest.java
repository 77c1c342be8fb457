/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README says is so. */
class DocumentationTest {
    private static final Path ROOT = Path.of("");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]*)(?:#([^)]*))?\\)");

    /** In a line of its own or between backticks. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)\\./sfsync ([a-z][a-z-]+)([^`#\n]*)");

    private static final Pattern OPTION = Pattern.compile("(?<= )(--?[a-z]+)");

    @Test
    void the_load_command_of_the_readme_loads() throws IOException {
        String command = line("README.md", "./sfsync load ");

        assertThat(run(command)).isZero();
    }

    @Test
    void each_option_of_the_command_line_page_exists() throws IOException {
        StringWriter help = new StringWriter();
        Hub.execute(new HubHome(ROOT, ROOT), new PrintWriter(help), new PrintWriter(help), "load", "--help");

        assertThat(Files.readAllLines(ROOT.resolve("docs/cli.md")).stream()
                        .filter(line -> line.startsWith("| `-"))
                        .map(line -> line.replaceAll("^\\| `(--?[a-z]+).*", "$1")))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(help.toString()).contains(option));
    }

    @Test
    void the_route_of_the_readme_runs(@TempDir Path folder) throws Exception {
        String text = Files.readString(ROOT.resolve("README.md"));
        String route =
                text.substring(text.indexOf("```yaml\n") + 8, text.indexOf("```", text.indexOf("```yaml\n") + 8));
        HubFolder hub = HubFolder.at(folder);
        Files.createDirectories(folder.resolve("routes"));
        Files.createDirectories(folder.resolve("inbox"));
        hub.file("accounts.yaml", "version: 1\nfields: {External_Key__c: key, Name: name}\n");
        hub.file("inbox/a.csv", "key,name\nA,Alpha\n");
        hub.file("routes/a.camel.yaml", route.replace("file:", "file:" + folder + "/"));
        var main = CamelHub.configure(new HubHome(folder, folder), Environment.DEFAULT);
        main.addOverrideProperty(
                "camel.beans.localOrg.schema",
                Path.of("routes/schema/sample-org.yaml").toAbsolutePath().toString());
        main.configure().withRoutesIncludePattern("file:" + folder + "/routes/*.camel.yaml");
        Inbox inbox = new Inbox(folder);
        try (CamelHub running = CamelHub.start(main)) {
            String routeId = running.context().getRoutes().get(0).getRouteId();
            running.context().getManagementStrategy().addEventNotifier(inbox);
            inbox.start();

            assertThat(inbox.load(routeId, ROOT.resolve("README.md"), "not-for-the-route")
                            .totals()
                            .created())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_command_of_a_page_is_one_that_the_command_line_takes(Path page) throws IOException {
        COMMAND.matcher(Files.readString(page)).results().forEach(command -> {
            StringWriter help = new StringWriter();
            int exitCode = Hub.execute(
                    new HubHome(ROOT, ROOT), new PrintWriter(help), new PrintWriter(help), command.group(1), "--help");

            assertThat(exitCode).as(command.group()).isZero();
            assertThat(OPTION.matcher(command.group(2)).results().map(option -> option.group(1)))
                    .as(command.group())
                    .allSatisfy(option -> assertThat(help.toString()).contains(option));
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_to_files_and_headings_that_exist(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results()).allSatisfy(link -> {
            Path file = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(file).exists();
            if (link.group(2) != null) {
                assertThat(Files.readAllLines(file).stream()
                                .filter(line -> line.startsWith("#"))
                                .map(DocumentationTest::anchor))
                        .as(file.toString())
                        .contains(link.group(2));
            }
        });
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<Path> pages = docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "routes/data/README.md")
                                    .map(Path::of),
                            pages.stream())
                    .map(Path::toAbsolutePath);
        }
    }

    /** As GitHub makes them of headings. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\- ]", "")
                .replace(' ', '-');
    }

    @Test
    void each_route_of_the_bundle_says_what_it_does() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".camel.yaml")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file -> {
                        String name = file.getFileName().toString().replace(".camel.yaml", "");
                        assertThat(Files.readString(file)).contains("    id: " + name + "\n    description: ");
                    });
        }
    }

    private static int run(String command) {
        StringWriter out = new StringWriter();
        String[] arguments = command.substring("./sfsync ".length()).split(" ", -1);
        return Hub.execute(new HubHome(ROOT, ROOT), new PrintWriter(out), new PrintWriter(out), arguments);
    }

    private static String line(String page, String start) throws IOException {
        return Files.readAllLines(ROOT.resolve(page)).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }
}
