/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Loads by configuration, from the command line. */
@Timeout(120)
class PipelineRunTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    private HubFolder hub;

    @BeforeEach
    void prepare() throws IOException {
        hub = HubFolder.at(folder);
        hub.environment("test", ORG.org(), "sfsync.errors = " + folder.resolve("errors"));
        Files.createDirectories(folder.resolve("routes/pipelines"));
    }

    private HubFolder.Ending run(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "run";
        arguments[1] = "--env";
        arguments[2] = "test";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return hub.run(arguments);
    }

    private static String block(String name) throws IOException {
        String page = Files.readString(Path.of("docs/pipelines.md"));
        int begin = page.indexOf('\n', page.indexOf("```" + name)) + 1;
        return page.substring(begin, page.indexOf("```", begin));
    }

    @Test
    void the_pipeline_of_the_manual_loads_its_file_once_and_ends() throws IOException {
        Files.createDirectories(folder.resolve("routes/mappings"));
        Files.createDirectories(folder.resolve("routes/data"));
        copy("routes/mappings/sp500-accounts.yaml");
        copy("routes/data/sp500-constituents.csv");
        hub.file("routes/pipelines/sp500-accounts.yaml", block("yaml pipeline"));

        HubFolder.Ending ending = run("sp500-accounts");

        assertThat(ending.exitCode()).as(ending.err()).isZero();
        assertThat(ending.out()).startsWith("SUCCESS: upsert Account -> local org " + ORG.url() + ": 503 records: 503");
    }

    @Test
    void the_sample_pipeline_loads() throws IOException {
        Files.createDirectories(folder.resolve("routes/mappings"));
        Files.createDirectories(folder.resolve("routes/data"));
        copy("routes/mappings/sp500-accounts.yaml");
        copy("routes/data/sp500-constituents.csv");
        copy("routes/pipelines/sp500-accounts.yaml");

        HubFolder.Ending ending = run("sp500-accounts", "--json");

        assertThat(new ObjectMapper().readTree(ending.out()).path("created").asInt())
                .as(ending.err())
                .isEqualTo(503);
    }

    private void copy(String file) throws IOException {
        Files.copy(Path.of(file), folder.resolve(file));
    }

    @Test
    void the_python_configuration_of_the_manual_loads() throws IOException {
        hub.file("accounts.json", """
                [{"ext_id": "A", "company": "Alpha", "phone": " 1 "}, {"ext_id": "B", "company": "Beta", "revenue": "7"}]
                """);
        hub.file(
                "sync.json",
                "{\"source\": {\"type\": \"json\", \"path\": \"accounts.json\"}, \"pipeline\": " + block("json python")
                        + "}");

        HubFolder.Ending ending = run("sync.json", "--json");

        assertThat(ending.exitCode()).as(ending.err()).isZero();
        assertThat(new ObjectMapper().readTree(ending.out()).path("created").asInt())
                .isEqualTo(2);
        assertThat(ORG.org()
                        .query("SELECT AnnualRevenue FROM Account WHERE Name = 'Beta'")
                        .get(0)
                        .get("AnnualRevenue")
                        .toString())
                .startsWith("7");
    }

    @Test
    void what_does_not_load_is_in_the_error_file_of_the_pipeline() throws IOException {
        hub.file("a.csv", "Name,YearStarted\nAlpha,1999\nBeta,too long\n");
        hub.file("routes/pipelines/years.yaml", "source: a.csv\nobject: Account\n");

        HubFolder.Ending ending = run("years");

        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat(ending.out()).contains("all of them, with the source columns: " + folder.resolve("errors/years-"));
        assertThat(folder.resolve("a.csv")).exists();
    }

    @Test
    void another_source_is_read_once_where_that_is_asked_for() throws IOException {
        hub.file(
                "routes/pipelines/tick.yaml",
                "source: 'timer:tick?repeatCount=1&delay=0'\nobject: Account\nmapping: {Name: Name}\n");

        HubFolder.Ending ending = run("tick", "--once");

        assertThat(ending.exitCode()).isNotZero();
        assertThat(ending.err()).contains("body");
        assertThat(ORG.org().query("SELECT Id FROM Account")).isEmpty();
    }
}
