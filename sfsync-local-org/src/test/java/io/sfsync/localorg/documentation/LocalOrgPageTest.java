/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.store.StoreOptions;
import io.sfsync.localorg.strangers.VerifiedCalls;
import io.sfsync.localorg.switches.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/local-org.md} are made from what the org registers, from what the strangers' tests did, and from the javadoc of
 * faults and settings. After a change run this test with {@code -Dsfsync.docs=write} and commit the page.
 */
class LocalOrgPageTest {

    private static final Path PAGE = Path.of("../docs/local-org.md");
    private static final Path MAIN = Path.of("src/main/java/io/sfsync/localorg");
    private static final Pattern CONSTANT =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)+)\\*/\\s+([A-Z_]+)[,;]", Pattern.DOTALL);
    private static final Pattern SETTING =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)+)\\*/\\s+public LocalOrgBuilder (\\w+)\\(", Pattern.DOTALL);

    @Test
    void the_tables_are_up_to_date() throws IOException {
        String page = Files.readString(PAGE);
        String made = section(page, "calls", calls());
        made = section(made, "faults", table("Fault", "fault/FaultName.java", CONSTANT, LocalOrgPageTest::wireName));
        made = section(made, "switches", switches());
        made = section(made, "settings", table("Setting", "LocalOrgBuilder.java", SETTING, name -> name));
        if ("write".equals(System.getProperty("sfsync.docs"))) {
            Files.writeString(PAGE, made);
            return;
        }
        assertThat(page)
                .as("%s is stale: run this test with -Dsfsync.docs=write", PAGE)
                .isEqualTo(made);
    }

    @Test
    void every_invariant_names_a_test_that_exists() throws IOException {
        String page = Files.readString(PAGE);
        List<String> tests = Pattern.compile("`(\\w+Test)`")
                .matcher(page.substring(page.indexOf("## Invariants")))
                .results()
                .map(match -> match.group(1) + ".java")
                .toList();
        assertThat(tests).isNotEmpty();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            assertThat(names).containsAll(tests);
        }
    }

    private static String calls() throws IOException {
        Map<String, List<String>> strangers = VerifiedCalls.listed();
        try (LocalOrg org =
                LocalOrg.builder().data(StoreOptions.memory()).build().start()) {
            return "| Call | What it does | Known from | Verified by |\n|---|---|---|---|\n"
                    + org.routes().stream().map(route -> row(route, strangers)).collect(Collectors.joining("\n"));
        }
    }

    private static String row(Route route, Map<String, List<String>> strangers) {
        String by = strangers.entrySet().stream()
                .filter(stranger -> stranger.getValue().contains(route.name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        boolean recorded = route.confidence() == Confidence.RECORDED || route.confidence() == Confidence.TESTED;
        String verified = !by.isEmpty() ? by : recorded && !route.source().isEmpty() ? "recording" : "unverified";
        String source = route.source().isEmpty() ? "-" : route.source();
        return "| `" + route.name() + "` | " + cell(route.description()) + " | " + cell(source) + " ("
                + route.confidence().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ") | " + verified + " |";
    }

    private static String switches() {
        return "| Switch | Values, the default first | What it decides | What is known |\n|---|---|---|---|\n"
                + Arrays.stream(Switch.values())
                        .map(one -> "| `" + one.wireName() + "` | `" + String.join("`, `", one.choices()) + "` | "
                                + cell(one.meaning()) + " | " + cell(one.source()) + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String table(String title, String source, Pattern pattern, UnaryOperator<String> name)
            throws IOException {
        return "| " + title + " | What it does |\n|---|---|\n"
                + pattern.matcher(Files.readString(MAIN.resolve(source)))
                        .results()
                        .map(match -> "| `" + name.apply(match.group(2)) + "` | " + javadoc(match) + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String javadoc(MatchResult match) {
        return cell(match.group(1)
                .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
                .replaceAll("\\{@(?:code|link) #?([^}]+)}", "`$1`")
                .replaceAll("\\{@value #?([^}]+)}", "`$1`"));
    }

    private static String wireName(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|");
    }

    private static String section(String page, String name, String content) {
        String begin = "<!-- made by LocalOrgPageTest: " + name + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- end -->", from);
        assertThat(page).contains(begin);
        return page.substring(0, from) + content + "\n" + page.substring(to);
    }
}
