/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hub that stops, or a route that stops or is suspended, leaves no job open and does not wait for long. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class StopTest {
    /** Five seconds for the run, one for Camel's look at what is in flight, and a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(9);

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String JOB = "/services/data/v{version}/jobs/ingest/{id}";

    /** Most of the time these tests wait, so they do it together, each with an org of its own. */
    @RegisterExtension
    final LocalOrgExtension org = LocalOrgExtension.standard();

    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** The ways to stop. */
    enum Stop {
        CONTEXT,
        ROUTE,
        SUSPEND;

        void apply(StopTest test) throws Exception {
            switch (this) {
                case CONTEXT -> test.camel.stop();
                case ROUTE -> test.camel.getRouteController().stopRoute("load");
                case SUSPEND -> test.camel.getRouteController().suspendRoute("load");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void a_job_that_is_being_uploaded_is_aborted(Stop stop) throws Exception {
        org.org()
                .faults()
                .add(Fault.of(FaultName.SLOW).match("PUT " + JOB + "/batches").delay(LONG));
        start(loading("direct:in"));
        CompletableFuture<Exchange> load = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        awaitJob("Open");

        SyncException parked = stopped(stop, load);

        assertThat(parked).hasMessageContaining(stop == Stop.CONTEXT ? "context" : "route load");
        assertThat(job().path("state").asText()).isEqualTo("Aborted");
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void a_job_that_is_being_created_is_not_left_open(Stop stop) throws Exception {
        org.org()
                .faults()
                .add(Fault.of(FaultName.SLOW)
                        .match("POST /services/data/v{version}/jobs/ingest")
                        .delay(LONG));
        start(loading("direct:in"));
        CompletableFuture<Exchange> load = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        await().atMost(Duration.ofMinutes(1)).until(() -> org.org().faults().strikes(FaultName.SLOW) == 1);

        SyncException parked = stopped(stop, load);

        assertThat(parked.result().jobIds()).isEmpty();
        assertThat(parked.result().totals().unprocessed()).isEqualTo(300);
        assertThat(job().path("state").asText()).isNotEqualTo("Open");
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void a_job_whose_results_are_being_downloaded_is_over_and_named(Stop stop) throws Exception {
        org.org()
                .faults()
                .add(Fault.of(FaultName.SLOW)
                        .match("GET " + JOB + "/successfulResults")
                        .delay(LONG));
        start(loading("direct:in"));
        CompletableFuture<Exchange> load = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        await().atMost(Duration.ofSeconds(20)).until(() -> org.org().faults().strikes(FaultName.SLOW) == 1);

        SyncException parked = stopped(stop, load);

        assertThat(job().path("state").asText()).isEqualTo("JobComplete");
        assertThat(parked.result().jobIds()).containsExactly(job().path("id").asText());
        assertThat(parked.result().totals().created()).isZero();
        assertThat(parked.result().totals().total()).isEqualTo(300);
    }

    /** The request to close is with the org already: it will be carried out, and nobody can call it back. */
    @ParameterizedTest
    @EnumSource(
            value = Stop.class,
            names = {"ROUTE", "SUSPEND"})
    void a_job_that_is_being_closed_goes_on_and_is_named(Stop stop) throws Exception {
        org.org().faults().add(Fault.of(FaultName.SLOW).match("PATCH " + JOB).delay(Duration.ofSeconds(5)));
        start(loading("direct:in"));
        CompletableFuture<Exchange> load = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        await().atMost(Duration.ofMinutes(1)).until(() -> org.org().faults().strikes(FaultName.SLOW) == 1);

        SyncException parked = stopped(stop, load);

        assertThat(parked).hasMessageContaining(job().path("id").asText());
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !job().path("state").asText().equals("Open"));
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void a_job_that_salesforce_works_on_is_left_and_named(Stop stop) throws Exception {
        org.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).match("Account").delay(LONG).times(Fault.ALWAYS));
        start(loading("direct:in"));
        CompletableFuture<Exchange> load = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        awaitJob("InProgress");

        SyncException parked = stopped(stop, load);

        assertThat(job().path("state").asText()).isIn("UploadComplete", "InProgress");
        assertThat(parked.result().jobIds()).containsExactly(job().path("id").asText());
        assertThat(parked).hasMessageContaining(job().path("id").asText());
    }

    @Test
    void a_timer_that_redelivers_stops_as_soon() throws Exception {
        org.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).match("Account").delay(LONG).times(Fault.ALWAYS));
        start(loading("timer:in?repeatCount=1&delay=0"));
        awaitJob("InProgress");

        Instant before = Instant.now();
        camel.getRouteController().stopRoute("load");

        assertThat(Duration.between(before, Instant.now())).isLessThan(SOON);
        assertThat(camel.getRouteController().getRouteStatus("load").isStopped())
                .isTrue();
    }

    @Test
    void a_run_that_waits_for_another_one_gives_up() throws Exception {
        org.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).match("Account").delay(LONG).times(Fault.ALWAYS));
        start(loading("direct:in"));
        CompletableFuture<Exchange> first = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        awaitJob("InProgress");
        CompletableFuture<Exchange> second = camel.createProducerTemplate().asyncSend("direct:in", this::body);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> camel.getInflightRepository().size("load") == 2);

        stopped(Stop.ROUTE, first);

        assertThat(second.get(5, TimeUnit.SECONDS).getException()).hasMessageContaining("is stopping");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stop.class,
            names = {"ROUTE", "SUSPEND"})
    void a_route_that_starts_again_loads_again(Stop stop) throws Exception {
        start(loading("direct:in"));
        stop.apply(this);
        if (stop == Stop.SUSPEND) {
            camel.getRouteController().resumeRoute("load");
        } else {
            camel.getRouteController().startRoute("load");
        }

        Exchange load = camel.createProducerTemplate().request("direct:in", this::body);
        assertThat(load.getMessage().getBody(SyncResult.class).totals().created())
                .isEqualTo(300);
    }

    private void start(RoutesBuilder routes) throws Exception {
        camel.addComponent("salesforce", HubTest.salesforce(org.org()));
        camel.addRoutes(routes);
        camel.start();
    }

    @AfterEach
    void stopHub() {
        camel.stop();
    }

    private static RouteBuilder loading(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(100));
                from(from)
                        .routeId("load")
                        .process(e -> {
                            if (e.getMessage().getBody() == null) {
                                e.getMessage().setBody(HubTest.accounts(300));
                            }
                        })
                        .to("sfsync:insert:Account?api=bulk2&pollInterval=100&overlap=wait");
            }
        };
    }

    private void body(Exchange exchange) {
        exchange.getMessage().setBody(HubTest.accounts(300));
    }

    private SyncException stopped(Stop stop, CompletableFuture<Exchange> load) throws Exception {
        Instant before = Instant.now();
        stop.apply(this);
        Exchange exchange = load.get(5, TimeUnit.SECONDS);
        assertThat(Duration.between(before, Instant.now())).isLessThan(SOON);
        assertThat(exchange.getProperty(SfSyncConstants.RUN_ID)).isNotNull();
        assertThat(exchange.getException()).isInstanceOf(SyncException.class);
        SyncException parked = (SyncException) exchange.getException();
        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        return parked;
    }

    private void awaitJob(String state) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> job().path("state").asText().equals(state));
    }

    private JsonNode job() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(org.url().resolve("/services/data/v62.0/jobs/ingest"))
                .header("Authorization", "Bearer " + org.org().accessToken())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode records = new ObjectMapper().readTree(response.body()).path("records");
        return records.path(records.size() - 1);
    }
}
