/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    private HubFolder hub;

    @BeforeEach
    void prepare() throws IOException {
        hub = HubFolder.at(folder);
        hub.environment("test", ORG.org());
    }

    @Test
    void exits_with_0_where_every_record_succeeds() throws IOException {
        hub.file("a.csv", "External_Key__c,Name\nA,Alpha\nB,Beta\n");

        HubFolder.Ending ending = load("a.csv", "--to", "upsert:Account", "--key", "External_Key__c");

        assertThat(ending.exitCode()).isZero();
        assertThat(ending.out())
                .startsWith("SUCCESS: upsert Account -> local org " + ORG.url() + ": 2 records: 2 created, 0 updated");
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(2);
    }

    @Test
    void exits_with_3_and_names_the_error_file_where_records_are_rejected() throws IOException {
        hub.file("a.csv", "Name,AccountNumber\nAlpha,1\nBeta,2,too many\nGamma,3\n");

        HubFolder.Ending ending = load("a.csv", "--to", "insert:Account", "--errors", "bad.csv");

        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat(ending.out())
                .contains("PARTIAL: insert Account", "2 created", "1 rejected", "line 3: SFSYNC_MALFORMED_ROW")
                .contains("all of them, with the source columns: " + folder.resolve("bad.csv"));
        assertThat(Files.readString(folder.resolve("bad.csv"))).contains("\"Beta,2,too many\"");
    }

    @Test
    void names_no_error_file_of_an_earlier_run() throws IOException {
        hub.file("a.csv", "Name\nAlpha\n");
        Path old = hub.file("bad.csv", "of an earlier run");
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        HubFolder.Ending ending = load("a.csv", "--to", "insert:Account", "--errors", "bad.csv", "--json");

        assertThat(new ObjectMapper().readTree(ending.out()).path("errorFile").asText())
                .isEmpty();
    }

    @Test
    void cuts_what_is_long_on_the_screen_and_keeps_it_whole_in_the_file() throws IOException {
        String name = "long ".repeat(30_000).strip();
        hub.file("a.csv", "Name\n" + name + "\n");

        HubFolder.Ending ending = load("a.csv", "--to", "insert:Account", "--errors", "bad.csv");

        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat((ending.out() + ending.err()).lines()).allMatch(line -> line.length() < 1_100);
        assertThat(Files.readString(folder.resolve("bad.csv"))).contains(name);
    }

    @Test
    void figures_add_up_and_say_one_of_one() throws IOException {
        hub.file("a.csv", "Name\nAlpha\n");

        HubFolder.Ending ending = load("a.csv", "--to", "insert:Account");

        assertThat(ending.out())
                .contains(
                        "1 record: 1 created, 0 updated, 0 deleted, 0 unchanged, 0 rejected, 0 unprocessed, 0 unknown")
                .containsPattern("\n[0-9]+ requests?, ");
    }

    @Test
    void exits_with_3_where_every_record_is_rejected() throws IOException {
        hub.file("a.csv", "Name,YearStarted\nAlpha,too long\n");

        HubFolder.Ending ending = load("a.csv", "--to", "insert:Account");

        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat(ending.out()).startsWith("FAILED: insert Account");
    }

    @Test
    void maps_with_a_mapping_file_and_passes_options_on() throws IOException {
        hub.file("a.csv", "company;since\nAlpha;1999\nBeta;2001\n");
        hub.file("m.yaml", "version: 1\nfields: {Name: company, YearStarted: since}\n");

        HubFolder.Ending ending =
                load("a.csv", "--to", "INSERT:Account", "--map", "m.yaml", "-p", "csvDelimiter=;", "-p", "batchSize=1");

        assertThat(ending.exitCode()).as(ending.err()).isZero();
        assertThat(ORG.org().query("SELECT Name FROM Account WHERE YearStarted = '2001'"))
                .hasSize(1);
        assertThat(ORG.org().requests().count("composite/sobjects")).isEqualTo(2);
    }

    @Test
    void prints_one_json_object_on_request_and_progress_apart_from_it() throws IOException {
        hub.file("a.csv", "Name\nAlpha\n");

        HubFolder.Ending ending = load("a.csv", "--to", "insert:Account", "--json");

        JsonNode json = new ObjectMapper().readTree(ending.out());
        assertThat(json.path("created").asInt()).isEqualTo(1);
        assertThat(json.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(json.path("org").asText()).startsWith("local org ");
        assertThat(json.path("errorFile").asText()).isEmpty();
        assertThat(ending.err()).contains("a.csv -> insert Account: 1 row read, 1 done");
    }

    private HubFolder.Ending load(String file, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "load";
        arguments[1] = file;
        arguments[2] = "--env";
        arguments[3] = "test";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return hub.run(arguments);
    }
}
