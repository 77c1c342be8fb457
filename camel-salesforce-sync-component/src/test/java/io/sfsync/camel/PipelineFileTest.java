/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.camel.pipeline.PipelineFile;
import io.sfsync.camel.pipeline.PipelineRoutes;
import io.sfsync.outcome.SyncResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads by configuration, through the route template. */
class PipelineFileTest extends HubTest {
    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return "file:" + Files.writeString(folder.resolve(name), text);
    }

    private void route(String location, Map<String, String> parameters) throws Exception {
        start(new PipelineRoutes());
        TemplatedRouteBuilder template = TemplatedRouteBuilder.builder(camel, PipelineRoutes.TEMPLATE)
                .routeId("pipeline")
                .parameter("file", location)
                .parameter("folder", folder.toString());
        parameters.forEach(template::parameter);
        template.add();
    }

    private static Object field(String name, String query) {
        return ORG.org()
                .query("SELECT " + name + " FROM Account " + query)
                .get(0)
                .get(name);
    }

    @Test
    void whatever_is_wrong_with_a_file_is_said_before_anything_is_sent() throws Exception {
        start(new PipelineRoutes());
        file("a.csv", "company\nOne\n");
        List<Map<String, Object>> table;
        try (InputStream in = getClass().getResourceAsStream("/spec/refused-pipelines.yaml")) {
            table = new YAMLMapper().readValue(Objects.requireNonNull(in), new TypeReference<>() {});
        }
        for (Map<String, Object> row : table) {
            String location = file("p.yaml", row.get("pipeline").toString());
            for (Object says : (List<?>) row.get("says")) {
                assertThatThrownBy(() -> PipelineFile.load(camel, location, folder))
                        .as(row.get("pipeline").toString())
                        .hasStackTraceContaining(says.toString().replace("{file}", location));
            }
        }
        assertThat(ORG.org().requests().list()).isEmpty();
    }

    @Test
    void a_json_configuration_of_a_python_pipeline_means_the_same() throws Exception {
        String location = file("sync.json", """
                {"sobject": "Account", "mode": "UPSERT", "external_id_field": "External_Key__c",
                 "batch_size": 1, "stop_on_error": false,
                 "mapping": {"ext_id": "External_Key__c", "company": "Name", "phone": ["Phone", "strip"],
                             "revenue": ["AnnualRevenue", "float", 0], "unmapped": {"target": "Industry"}}}
                """);
        route(location, Map.of("source", "direct:in"));

        SyncResult result = load(
                "direct:in",
                List.of(
                        Map.of("ext_id", "A", "company", "Alpha", "phone", " 1 ", "revenue", "12", "other", "x"),
                        Map.of("ext_id", "B", "company", "Beta")));

        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(ORG.org().requests().count("composite/sobjects")).isEqualTo(2);
        assertThat(field("Phone", "WHERE Name = 'Alpha'")).isEqualTo("1");
        assertThat(field("AnnualRevenue", "WHERE Name = 'Alpha'").toString()).startsWith("12");
        assertThat(field("AnnualRevenue", "WHERE Name = 'Beta'").toString()).startsWith("0");
    }

    @Test
    void a_yaml_configuration_with_its_source_and_tuples_means_the_same() throws Exception {
        file("accounts.csv", "company,phone\nOne, 1 \nTwo,\n");
        String location = file("sync.yaml", """
                source:
                  type: csv
                  path: accounts.csv
                pipeline:
                  sobject: Account
                  mode: insert
                  external_id_field: null
                  mapping:
                    company: Name
                    phone: !!python/tuple [Phone, strip, none]
                """);
        route(location, Map.of());

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(namesInOrg()).containsExactly("One", "Two"));
        assertThat(field("Phone", "WHERE Name = 'One'")).isEqualTo("1");
    }

    @Test
    void a_file_names_everything_that_an_endpoint_takes() throws Exception {
        file("m.yaml", "version: 1\nfields: {External_Key__c: no, Name: {from: company, do: [trim]}}\n");
        Path errors = folder.resolve("bad-{runId}.csv");
        String location = file("p.yaml", """
                version: 1
                description: All keys at once.
                source: {uri: 'direct:in'}
                object: Account
                mode: upsert
                key: External_Key__c
                batchSize: 1
                stopOnError: true
                mapping: m.yaml
                errors: file:%s
                options: {checks: rows, runId: from-a-file}
                """.formatted(errors));
        route(location, Map.of("errors", "direct:unused"));

        var exchange = send("direct:in", List.of(Map.of("no", "1", "company", "One"), Map.of("no", "2"), Map.of()));

        assertThat(exchange.getException()).isNotNull();
        assertThat(namesInOrg()).containsExactly("One");
        assertThat(folder.resolve("bad-from-a-file.csv")).content().contains("REQUIRED_FIELD_MISSING");
    }

    @Test
    void a_mapping_of_its_own_may_have_the_form_of_a_mapping_file() throws Exception {
        String location = file("p.yaml", """
                object: Account
                mapping:
                  version: 1
                  fields: {Name: {from: [a, b], do: [{concat: ' '}]}}
                """);
        route(location, Map.of("source", "direct:in"));

        load("direct:in", List.of(Map.of("a", "One", "b", "Two")));

        assertThat(namesInOrg()).containsExactly("One Two");
    }

    @Test
    void error_records_go_where_the_route_says_if_the_file_does_not() throws Exception {
        String errors = "file:" + folder.resolve("bad.csv");
        route(file("p.yaml", "object: Account\nmapping: {a: Name}\n"), Map.of("source", "direct:in", "errors", errors));

        send("direct:in", List.of(Map.of("a", "One"), Map.of("a", "x".repeat(300))));

        assertThat(folder.resolve("bad.csv")).content().contains("STRING_TOO_LONG");
    }

    @Test
    void a_file_without_a_source_needs_one_from_the_route() {
        assertThatThrownBy(() -> route(file("p.yaml", "object: Account\n"), Map.of()))
                .hasStackTraceContaining(
                        "p.yaml names no source; add source: to it, such as source: data/accounts.csv");
    }

    @Test
    void placeholders_are_those_of_the_hub() throws Exception {
        camel.getPropertiesComponent().addInitialProperty("my.object", "Account");
        route(file("p.yaml", "object: '{{my.object}}'\nsource: {uri: direct, parameters: {name: in}}\n"), Map.of());

        assertThat(camel.hasEndpoint("sfsync:insert:Account")).isNotNull();
    }
}
