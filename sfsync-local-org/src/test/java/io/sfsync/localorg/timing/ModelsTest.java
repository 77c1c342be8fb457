/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.store.StoreOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void the_default_waits_for_nothing() throws Exception {
        List<Duration> waits = new ArrayList<>();
        try (LocalOrg org = start(LocalOrg.builder().sleeper(waits::add))) {
            run(org, insert(), "Name\nA\n");
        }
        assertThat(waits).allMatch(Duration::isZero);
    }

    @Test
    void production_takes_its_time_for_requests_chunks_and_batches() throws Exception {
        List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
        try (LocalOrg org = start(LocalOrg.builder().model("production").sleeper(waits::add))) {
            run(org, insert(), "Name\n" + "A\n".repeat(400));
        }
        assertThat(waits)
                .containsOnlyOnce(Duration.ofMillis(500))
                .filteredOn(Duration.ofMillis(250)::equals)
                .hasSize(2);
        assertThat(waits)
                .filteredOn(wait -> wait.toMillis() >= 60 && wait.toMillis() < 100)
                .hasSizeGreaterThan(3);
    }

    @Test
    void jitter_comes_from_the_seed() throws Exception {
        List<List<Duration>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<Duration> waits = new ArrayList<>();
            try (LocalOrg org =
                    start(LocalOrg.builder().model("production").seed(3).sleeper(waits::add))) {
                get(org, "/services/data/v60.0/jobs/ingest");
                get(org, "/services/data/v60.0/jobs/ingest");
            }
            runs.add(waits);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).doesNotHaveDuplicates();
    }

    @Test
    void heavy_triggers_break_a_chunk_of_200_and_pass_one_of_50() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder().model("heavy-triggers"))) {
            JsonNode large = run(org, insert(), "Name\n" + "A\n".repeat(200));
            assertThat(large.get("numberRecordsFailed").asInt()).isEqualTo(200);
            String failed = get(
                    org, "/services/data/v60.0/jobs/ingest/" + large.get("id").asText() + "/failedResults");
            assertThat(failed)
                    .contains(
                            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:AccountTrigger: System.LimitException: Too many SOQL queries: 101:--");
            JsonNode small = run(org, insert(), "Name\n" + "A\n".repeat(50));
            assertThat(small.get("numberRecordsFailed").asInt()).isZero();
        }
    }

    @Test
    void chunks_at_the_same_time_that_touch_one_parent_lock_each_other_out() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder().model("locks"))) {
            JsonNode parents = run(org, insert(), "Name\nP\n");
            String parent = get(
                            org,
                            "/services/data/v60.0/jobs/ingest/"
                                    + parents.get("id").asText() + "/successfulResults")
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow()
                    .substring(1, 19);
            String contacts = "LastName,AccountId\n" + ("C," + parent + "\n").repeat(2000);
            String contact = "{\"object\":\"Contact\",\"operation\":\"insert\"}";
            List<String> jobs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                jobs.add(begin(org, contact, contacts));
            }
            StringBuilder errors = new StringBuilder();
            for (String job : jobs) {
                await(org, job);
                errors.append(get(org, "/services/data/v60.0/jobs/ingest/" + job + "/failedResults"));
            }
            assertThat(errors)
                    .contains("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 200 records: "
                            + parent);
        }
    }

    @Test
    void the_sink_counts_and_digests_and_keeps_nothing() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder().model("sink"))) {
            JsonNode first = run(org, insert(), "Name\nA\nB\n");
            assertThat(first.get("numberRecordsProcessed").asInt()).isEqualTo(2);
            Object digest = org.activity().get("sinkDigest");
            assertThat(org.query("SELECT Id FROM Account")).isEmpty();
            assertThat(org.activity()).containsEntry("sinkRows", 2L);
            org.reset();
            run(org, insert(), "Name\nB\nA\n");
            assertThat(org.activity()).containsEntry("sinkDigest", digest);
        }
    }

    @Test
    void chunks_take_their_time_in_a_sink_too(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), "model: {sink: true, perChunk: PT0.25S}\n");
        List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
        try (LocalOrg org = start(LocalOrg.builder().sleeper(waits::add).scenario(file))) {
            run(org, insert(), "Name\n" + "A\n".repeat(401));
        }
        assertThat(waits).filteredOn(Duration.ofMillis(250)::equals).hasSize(3);
    }

    @Test
    void what_was_done_is_counted_by_object_and_operation() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder())) {
            run(org, insert(), "Name,Phone\nA,1\n,2\n");
            assertThat(org.activity().get("rows").toString())
                    .isEqualTo("{Account insert refused=1, Account insert saved=1}");
        }
    }

    @Test
    void a_scenario_file_sets_model_quota_and_faults(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(
                file, "model: {perChunk: PT0.001S}\nseed: 7\ndailyApiCalls: 9\nfaults:\n  - {name: unavailable}\n");
        List<Duration> waits = new ArrayList<>();
        try (LocalOrg org = start(LocalOrg.builder().sleeper(waits::add).scenario(file))) {
            assertThat(get(org, "/services/data/v60.0/jobs/ingest")).contains("SERVER_UNAVAILABLE");
            assertThat(org.usage().max()).isEqualTo(9);
            run(org, insert(), "Name\nA\n");
            assertThat(waits).contains(Duration.ofMillis(1));
        }
    }

    @Test
    void wrong_names_and_keys_are_refused_with_what_there_is(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> LocalOrg.builder().model("fast"))
                .hasMessage(
                        "there is no model named 'fast'; there are: [heavy-triggers, locks, none, production, sink]");
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, "speed: 1\n");
        assertThatThrownBy(() -> LocalOrg.builder().scenario(file)).hasMessageContaining("there is no key 'speed'");
        Files.writeString(file, "model: {latency: soon}\n");
        assertThatThrownBy(() -> LocalOrg.builder().scenario(file)).hasMessageContaining("'latency' of model");
    }

    private static LocalOrg start(LocalOrgBuilder settings) throws Exception {
        return settings.data(StoreOptions.memory()).start();
    }

    private static String insert() {
        return "{\"object\":\"Account\",\"operation\":\"insert\"}";
    }

    private JsonNode run(LocalOrg org, String job, String data) throws Exception {
        return await(org, begin(org, job, data));
    }

    private String begin(LocalOrg org, String job, String data) throws Exception {
        String jobs = "/services/data/v60.0/jobs/ingest";
        String id = Json.MAPPER.readTree(send(org, "POST", jobs, job)).get("id").asText();
        send(org, "PUT", jobs + "/" + id + "/batches", data);
        send(org, "PATCH", jobs + "/" + id, "{\"state\":\"UploadComplete\"}");
        return id;
    }

    private JsonNode await(LocalOrg org, String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> Json.MAPPER.readTree(get(org, "/services/data/v60.0/jobs/ingest/" + id)),
                        info -> info.get("state").asText().equals("JobComplete"));
    }

    private String get(LocalOrg org, String path) throws Exception {
        return send(org, "GET", path, "");
    }

    private String send(LocalOrg org, String method, String path, String body) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(org.url() + path))
                                .header("Authorization", "Bearer " + org.accessToken())
                                .method(
                                        method,
                                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
