/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of the jobs. An example there is an excerpt of a file that other tests run, which it names behind its language;
 * so it cannot go stale. The page of capabilities says which tests these are.
 */
class JobPagesTest {
    private static final Path JOBS = Path.of("docs/jobs");
    /** Language, file or name, text. */
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```(yaml|java|sql)(?: (\\S+))?\\n(.*?)\\n```$");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
    /** Not an excerpt: what RemoteRoutesTest takes from the page and runs. */
    private static final List<String> RUN_FROM_THE_PAGE = List.of("mail");

    static Stream<Path> pages() throws IOException {
        return Stream.concat(files(JOBS, ".md").stream(), Stream.of(Path.of("docs/dead-letters.md")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_example_is_an_excerpt_of_a_file_that_is_tested(Path page) throws IOException {
        List<MatchResult> examples =
                EXAMPLE.matcher(Files.readString(page)).results().toList();

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            String file = String.valueOf(example.group(2));
            if (!RUN_FROM_THE_PAGE.contains(file)) {
                assertThat(holds(Files.readString(Path.of(file)).lines().toList(), example.group(3)))
                        .as(file)
                        .isTrue();
            }
        });
    }

    /** Whether the lines stand in the file one after the other, all moved to the left alike. */
    private static boolean holds(List<String> file, String excerpt) {
        List<String> lines = excerpt.lines().toList();
        return Stream.iterate(0, first -> first + lines.size() <= file.size(), first -> first + 1)
                .anyMatch(first -> String.join("\n", file.subList(first, first + lines.size()))
                        .stripIndent()
                        .equals(excerpt));
    }

    @Test
    void each_page_and_each_route_stands_in_the_index() throws IOException {
        String index = Files.readString(Path.of("docs/routes.md"));

        assertThat(files(JOBS, ".md"))
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(index).contains("](jobs/" + page.getFileName() + ")"));
        assertThat(routes())
                .hasSizeGreaterThan(20)
                .allSatisfy(route -> assertThat(index).contains("`" + route + "`"));
    }

    @Test
    void each_property_of_the_routes_stands_in_the_index() throws IOException {
        String index = Files.readString(Path.of("docs/routes.md"));
        for (Path route : files(Path.of("routes"), ".camel.yaml")) {
            assertThat(Pattern.compile("\\{\\{\\??sfsync\\.(\\w+)")
                            .matcher(Files.readString(route))
                            .results())
                    .as(route.toString())
                    .allSatisfy(name ->
                            assertThat(index).containsAnyOf("`sfsync." + name.group(1), "`" + name.group(1) + "`"));
        }
    }

    @Test
    void each_capability_and_each_route_names_tests_that_are_there() throws IOException {
        String page = Files.readString(Path.of("docs/capabilities.md"));

        assertThat(page.lines().filter(line -> line.startsWith("| ") && !line.endsWith("| shown by |")))
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(TEST.matcher(row).results())
                        .isNotEmpty()
                        .allSatisfy(test -> assertThat(source(test.group(1)))
                                .containsPattern(
                                        "@(Test|ParameterizedTest)\\b[^;]*?\\svoid " + test.group(2) + "\\(")));
        assertThat(routes()).allSatisfy(route -> assertThat(page).contains("\n| `" + route + "` | `"));
    }

    /** The source of a test class, in whatever module it is. */
    private static String source(String testClass) throws IOException {
        StringBuilder found = new StringBuilder();
        for (String module : List.of("src", "sfsync-core/src", "camel-salesforce-sync-component/src")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "test/java"))) {
                for (Path file :
                        files.filter(file -> file.endsWith(testClass + ".java")).toList()) {
                    found.append(Files.readString(file));
                }
            }
        }
        return found.toString();
    }

    private static List<String> routes() throws IOException {
        return files(Path.of("routes"), ".camel.yaml").stream()
                .map(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
