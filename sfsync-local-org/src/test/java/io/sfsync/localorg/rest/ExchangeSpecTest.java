/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plays the exchanges of {@code spec/rest-*.yaml} against an org; see the head of these files for their form. */
class ExchangeSpecTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+|\\*)\\$");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static LocalOrg org;

    @BeforeAll
    static void start() throws IOException {
        Path schema = folder.resolve("schema.yaml");
        try (InputStream in = resource("rest-schema.yaml")) {
            Files.copy(in, schema);
        }
        org = LocalOrg.builder().schema(schema).data(StoreOptions.memory()).start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @TestFactory
    Stream<DynamicTest> answers_as_recorded() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : List.of(
                "rest-records.yaml",
                "rest-describe.yaml",
                "rest-collections.yaml",
                "rest-composite.yaml",
                "rest-files.yaml")) {
            try (InputStream in = ExchangeSpecTest.class.getResourceAsStream("/spec/" + file)) {
                if (in != null) {
                    for (JsonNode story : new YAMLMapper().readTree(in)) {
                        tests.add(DynamicTest.dynamicTest(
                                file + ": " + story.get("story").asText(), () -> play(story)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ExchangeSpecTest.class.getResourceAsStream("/spec/" + name), name);
    }

    private void play(JsonNode story) throws Exception {
        org.reset();
        Map<String, String> variables = new HashMap<>();
        int step = 0;
        for (JsonNode exchange : story.get("exchanges")) {
            step++;
            String name = "exchange " + step + ": " + exchange.get("call").asText();
            HttpResponse<String> answer = send(exchange, variables);
            assertThat(answer.statusCode())
                    .as("%s: %s", name, answer.body())
                    .isEqualTo(exchange.get("status").asInt());
            if (exchange.has("answer")) {
                match(name, exchange.get("answer").asText(), answer.body(), variables);
            }
            for (Map.Entry<String, JsonNode> header : exchange.path("headers").properties()) {
                String value = answer.headers().firstValue(header.getKey()).orElse("(none)");
                match(name + " " + header.getKey(), header.getValue().asText(), value, variables);
            }
        }
    }

    private static HttpResponse<String> send(JsonNode exchange, Map<String, String> variables) throws Exception {
        String[] call = fill(exchange.get("call").asText(), variables).split(" ", 2);
        String path = call[1].startsWith("/services") ? call[1] : "/services/data/v60.0" + call[1];
        String body = exchange.path("body").asText("");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(org.url() + path))
                .method(call[0], HttpRequest.BodyPublishers.ofString(fill(body, variables)));
        if (!exchange.path("anonymous").asBoolean()) {
            request.header("Authorization", "Bearer " + org.accessToken());
        }
        if (!body.isEmpty() && !exchange.path("with").has("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (Map.Entry<String, JsonNode> header : exchange.path("with").properties()) {
            request.header(header.getKey(), fill(header.getValue().asText(), variables));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String fill(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    /** The expected text with known variables filled in; unknown ones match an id or a word and are kept. */
    private static void match(String name, String expected, String actual, Map<String, String> variables) {
        Matcher variable = VARIABLE.matcher(expected.strip());
        StringBuilder regex = new StringBuilder();
        List<String> fresh = new ArrayList<>();
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(expected.strip().substring(from, variable.start())));
            String key = variable.group(1);
            if (key.equals("*")) {
                regex.append("[\\s\\S]*?");
            } else if (variables.containsKey(key)) {
                regex.append(Pattern.quote(variables.get(key)));
            } else {
                regex.append("([A-Za-z0-9]+)");
                fresh.add(key);
            }
            from = variable.end();
        }
        regex.append(Pattern.quote(expected.strip().substring(from)));
        Matcher matcher = Pattern.compile(regex.toString()).matcher(actual.strip());
        assertThat(matcher.matches())
                .as("%s%n expected %s%n but was  %s", name, expected.strip(), actual)
                .isTrue();
        for (int i = 0; i < fresh.size(); i++) {
            variables.put(fresh.get(i), matcher.group(i + 1));
        }
    }
}
