/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.store.TriggerCost;
import io.sfsync.localorg.timing.TimingModel;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncPipelineBuilder;
import io.sfsync.salesforce.HttpOrgConnection;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A local org with the fields that the tests load into, and pipelines into it. As an extension it is there for the tests
 * of a class, and forgets faults and requests before each; records stay.
 */
final class TestOrg implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private @Nullable LocalOrg org;

    private TestOrg(@Nullable LocalOrg org) {
        this.org = org;
    }

    /** One for the tests of a class, to be registered as an extension. */
    static TestOrg ofClass() {
        return new TestOrg(null);
    }

    static TestOrg start() throws Exception {
        return new TestOrg(standard());
    }

    private static LocalOrg standard() throws IOException {
        return LocalOrg.builder()
                .schema(Path.of("src/test/resources/spec/engine-schema.yaml"))
                .start();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        org = standard();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        forget();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** The same, with so many batches of the Bulk APIs in 24 hours. */
    static TestOrg startWithBatches(int batches, Clock clock) throws Exception {
        return new TestOrg(LocalOrg.builder()
                .schema(Path.of("src/test/resources/spec/engine-schema.yaml"))
                .dailyBulkBatches(batches)
                .clock(clock)
                .start());
    }

    /** The same, where each contact costs a query of the 100 that the triggers of a chunk may make. */
    static TestOrg startWithHeavyContacts() throws Exception {
        Duration none = Duration.ZERO;
        Map<String, TriggerCost> triggers = Map.of("Contact", new TriggerCost("Contact", 0, 1));
        return new TestOrg(LocalOrg.builder()
                .schema(Path.of("src/test/resources/spec/engine-schema.yaml"))
                .timingModel(new TimingModel("heavy contacts", none, none, none, none, 4, none, triggers, false))
                .start());
    }

    LocalOrg org() {
        return Objects.requireNonNull(org, "the org was not started");
    }

    void forget() {
        org().faults().clear();
        org().requests().reset();
    }

    HttpOrgConnection connection() {
        return new HttpOrgConnection(org().url(), org().accessToken(), "62.0");
    }

    /** A connection that logs in again when its session is over, and does not wait longer for an answer than this. */
    OrgConnection renewingConnection(Duration idleTimeout) {
        return new RenewingConnection(this, idleTimeout);
    }

    SyncPipelineBuilder pipeline(SyncOptionsBuilder options) {
        return SyncPipeline.builder(
                connection(), options.pollInterval(Duration.ofMillis(20)).build());
    }

    static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account");
    }

    static SyncOptionsBuilder upsert() {
        return SyncOptions.builder(Operation.UPSERT, "account").externalIdField("key__c");
    }

    /** Records whose keys start with this prefix. */
    static List<Map<String, Object>> accounts(String prefix, int count) {
        List<Map<String, Object>> rows = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(i -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Key__c", prefix + "-" + i);
            row.put("Name", "Account \"" + i + "\", of\nmany ünicode");
            rows.add(row);
        });
        return rows;
    }

    /** How many records of this prefix the org holds. */
    int count(String prefix) {
        return org().query("SELECT Id FROM Account WHERE Key__c LIKE '" + prefix + "-%'")
                .size();
    }

    /** How many jobs stand open on the org. */
    long openJobs() throws Exception {
        long open = 0;
        try (OrgResponse answer = connection().send(OrgRequest.of("GET", "/services/data/v62.0/jobs/ingest"))) {
            for (JsonNode job : new ObjectMapper().readTree(answer.body()).path("records")) {
                open += job.path("state").asText().equals("Open") ? 1 : 0;
            }
        }
        return open;
    }

    /** What the org says about a job of Bulk 1.0. */
    String jobInfo(String id) throws Exception {
        try (OrgResponse answer = connection().send(OrgRequest.of("GET", "/services/async/62.0/job/" + id))) {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The state of a job. */
    String jobState(Api api, String id) throws Exception {
        if (api == Api.BULK1) {
            return jobInfo(id).replaceFirst("(?s).*<state>(.*)</state>.*", "$1");
        }
        try (OrgResponse answer = connection().send(OrgRequest.of("GET", "/services/data/v62.0/jobs/ingest/" + id))) {
            return new ObjectMapper().readTree(answer.body()).path("state").asText();
        }
    }

    @Override
    public void close() {
        org().close();
    }
}
