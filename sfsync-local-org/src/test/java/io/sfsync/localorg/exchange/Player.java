/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;

/**
 * Plays the exchanges of a story against an org. An exchange has
 *
 * <ul>
 *   <li>{@code call}: method and path; a path without {@code /services} is one of {@code /services/data/v60.0};
 *   <li>{@code with}: request headers; {@code body}; {@code rows: {head, row, count}} for a long body, where {@code #} is the row's number;
 *       {@code gzip: true} to compress it;
 *   <li>{@code status}, {@code answer}: the answer, where {@code $name$} stands for a word, the same in the whole story, and {@code $*$} for
 *       anything; {@code until}: a pattern, the call is made again until the answer matches it;
 *   <li>{@code like}: a recorded answer in JSON: keys, their order, and the types of values must be the same;
 *   <li>{@code elements}: the names of the elements of an answer in XML, in order;
 *   <li>{@code takes}: how many milliseconds the answer takes at least; {@code login: true} to log in anew before the call;
 *   <li>{@code lines}: how many lines the answer has; {@code headers}; {@code cut: true} if the connection must break.
 * </ul>
 */
final class Player {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+|\\*)\\$");
    private static final Pattern ELEMENT = Pattern.compile("<(\\w[-\\w]*)[ >/\\n]");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final LocalOrg org;
    private final Map<String, String> variables = new HashMap<>();
    private String token;

    Player(LocalOrg org) {
        this.org = org;
        this.token = org.accessToken();
    }

    /** The stories of a file under {@code spec}. */
    static List<JsonNode> stories(String file) throws IOException {
        List<JsonNode> stories = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Player.class.getResourceAsStream("/spec/" + file), file)) {
            new YAMLMapper().readTree(in).forEach(stories::add);
        }
        return stories;
    }

    void play(JsonNode exchanges) throws Exception {
        int number = 0;
        for (JsonNode exchange : exchanges) {
            number++;
            String name = "exchange " + number + ": " + exchange.get("call").asText();
            if (exchange.path("login").asBoolean()) {
                token = org.accessToken();
            }
            if (exchange.path("cut").asBoolean()) {
                assertThatThrownBy(() -> send(exchange)).as(name).isInstanceOf(IOException.class);
            } else {
                long start = System.nanoTime();
                check(name, exchange, answer(exchange));
                assertThat((System.nanoTime() - start) / 1_000_000)
                        .as("%s: milliseconds", name)
                        .isGreaterThanOrEqualTo(exchange.path("takes").asLong());
            }
        }
    }

    private HttpResponse<String> answer(JsonNode exchange) throws Exception {
        if (!exchange.has("until")) {
            return send(exchange);
        }
        Pattern wanted = Pattern.compile(exchange.get("until").asText(), Pattern.DOTALL);
        return Awaitility.await(exchange.get("call").asText())
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(
                        () -> send(exchange),
                        found -> wanted.matcher(found.body()).find());
    }

    private HttpResponse<String> send(JsonNode exchange) throws Exception {
        String[] call = fill(exchange.get("call").asText()).split(" ", 2);
        String path = call[1].matches("/(services|control).*") ? call[1] : "/services/data/v60.0" + call[1];
        byte[] body = body(exchange);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(org.url() + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        call[0],
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (path.startsWith("/services/async")) {
            request.header("X-SFDC-Session", token);
        } else {
            request.header("Authorization", "Bearer " + token);
        }
        if (body.length > 0 && !exchange.path("with").has("Content-Type")) {
            request.header(
                    "Content-Type",
                    call[0].equals("PUT") && !path.startsWith("/control") ? "text/csv" : "application/json");
        }
        for (Map.Entry<String, JsonNode> header : exchange.path("with").properties()) {
            request.setHeader(header.getKey(), fill(header.getValue().asText()));
        }
        if (exchange.path("gzip").asBoolean()) {
            request.header("Content-Encoding", "gzip");
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private StringBuilder text(JsonNode exchange) {
        StringBuilder text = new StringBuilder(fill(exchange.path("body").asText("")));
        JsonNode rows = exchange.path("rows");
        if (!rows.isMissingNode()) {
            text.append(rows.path("head").asText());
            String row = fill(rows.path("row").asText());
            int count = rows.path("count").asInt();
            if (row.indexOf('#') < 0) {
                return text.append(row.repeat(count));
            }
            for (int i = 1; i <= count; i++) {
                text.append(row.replace("#", Integer.toString(i)));
            }
        }
        return text;
    }

    private byte[] body(JsonNode exchange) throws IOException {
        byte[] body = text(exchange).toString().getBytes(StandardCharsets.UTF_8);
        if (!exchange.path("gzip").asBoolean()) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private void check(String name, JsonNode exchange, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode())
                .as("%s: %s", name, answer.body())
                .isEqualTo(exchange.path("status").asInt(200));
        if (exchange.has("answer")) {
            match(name, exchange.get("answer").asText(), answer.body());
        }
        if (exchange.has("like")) {
            same(name, Json.MAPPER.readTree(exchange.get("like").asText()), Json.MAPPER.readTree(answer.body()));
        }
        if (exchange.has("elements")) {
            assertThat(ELEMENT.matcher(answer.body()).results().map(found -> found.group(1)))
                    .as("%s: %s", name, answer.body())
                    .containsExactly(exchange.get("elements").asText().split(" "));
        }
        if (exchange.has("lines")) {
            assertThat(answer.body().lines())
                    .as(name)
                    .hasSize(exchange.get("lines").asInt());
        }
        for (Map.Entry<String, JsonNode> header : exchange.path("headers").properties()) {
            match(
                    name + " " + header.getKey(),
                    header.getValue().asText(),
                    answer.headers().firstValue(header.getKey()).orElse("(none)"));
        }
    }

    /** The same keys in the same order with values of the same types; of lists the first item decides. */
    private static void same(String name, JsonNode recorded, JsonNode actual) {
        assertThat(type(actual)).as("%s: type of %s", name, actual).isEqualTo(type(recorded));
        if (recorded.isObject()) {
            assertThat(names(actual)).as("%s: keys of %s", name, actual).containsExactlyElementsOf(names(recorded));
            recorded.properties()
                    .forEach(entry -> same(name + " " + entry.getKey(), entry.getValue(), actual.path(entry.getKey())));
        } else if (recorded.isArray() && !recorded.isEmpty()) {
            assertThat(actual).as("%s: items of %s", name, actual).isNotEmpty();
            same(name + "[0]", recorded.get(0), actual.get(0));
        }
    }

    /** A number with a decimal point is of another type than one without. */
    private static String type(JsonNode node) {
        return node.isIntegralNumber() ? "INTEGER" : node.getNodeType().name();
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private String fill(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    private void match(String name, String expected, String actual) {
        String pattern = expected.strip();
        Matcher variable = VARIABLE.matcher(pattern);
        StringBuilder regex = new StringBuilder();
        List<String> fresh = new ArrayList<>();
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(pattern.substring(from, variable.start())));
            String key = variable.group(1);
            String known = variables.get(key);
            if (key.equals("*")) {
                regex.append("[\\s\\S]*?");
            } else if (known != null) {
                regex.append(Pattern.quote(known));
            } else {
                regex.append("([-A-Za-z0-9]+)");
                fresh.add(key);
            }
            from = variable.end();
        }
        regex.append(Pattern.quote(pattern.substring(from)));
        Matcher matcher = Pattern.compile(regex.toString()).matcher(actual.strip());
        assertThat(matcher.matches())
                .as("%s%n expected %s%n but was  %s", name, pattern, actual)
                .isTrue();
        for (int i = 0; i < fresh.size(); i++) {
            variables.put(fresh.get(i), matcher.group(i + 1));
        }
    }
}
