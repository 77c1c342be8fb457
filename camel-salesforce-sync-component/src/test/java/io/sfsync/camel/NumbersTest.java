/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers and times that are none, in each option that takes one: Camel by itself reads many of them as 0. */
class NumbersTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    static Stream<String> numbersOfTheEndpoint() throws IOException {
        return options("properties", "integer");
    }

    static Stream<String> timesOfTheEndpoint() throws IOException {
        return options("properties", "duration");
    }

    static Stream<String> numbersOfTheComponent() throws IOException {
        return options("componentProperties", "integer");
    }

    static Stream<String> timesOfTheComponent() throws IOException {
        return options("componentProperties", "duration");
    }

    @ParameterizedTest
    @MethodSource("numbersOfTheEndpoint")
    void a_number_of_the_endpoint_must_be_one(String option) {
        for (String wrong : List.of("x", "10k", "1.5", "5x", "5s", "", "+5", "1_000", "99999999999999999999")) {
            assertThatThrownBy(() -> camel.getEndpoint("sfsync:insert:Account", Map.of(option, wrong)))
                    .as(option + "=" + wrong)
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(option + " must be a whole number, in digits only, was '" + wrong + "'");
        }
    }

    @ParameterizedTest
    @MethodSource("timesOfTheEndpoint")
    void a_time_of_the_endpoint_must_be_one(String option) {
        for (String wrong : List.of("x", "10k", "1.5", "5x", "", "5 s", "5S", "s5", "5s1m")) {
            assertThatThrownBy(() -> camel.getEndpoint("sfsync:insert:Account", Map.of(option, wrong)))
                    .as(option + "=" + wrong)
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(option + " must be a time, in milliseconds or with units as in 500ms, 5s or 1h30m,"
                            + " was '" + wrong + "'");
        }
    }

    @ParameterizedTest
    @MethodSource("numbersOfTheComponent")
    void a_number_of_the_component_must_be_one(String option) {
        for (String wrong : List.of("x", "10k", "1.5", "5x", "")) {
            assertThatThrownBy(() -> configure(option, wrong))
                    .rootCause()
                    .hasMessage("camel.component.sfsync." + option + " must be a whole number, in digits only, was '"
                            + wrong + "'");
        }
    }

    @ParameterizedTest
    @MethodSource("timesOfTheComponent")
    void a_time_of_the_component_must_be_one(String option) {
        for (String wrong : List.of("x", "10k", "1.5", "5x", "")) {
            assertThatThrownBy(() -> configure(option, wrong))
                    .rootCause()
                    .hasMessageStartingWith("camel.component.sfsync." + option + " must be a time")
                    .hasMessageEndingWith("was '" + wrong + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "500ms, 500", "5s, 5000", "2m, 120000", "1h30m, 5400000", "1d, 86400000", "1m500ms, 60500"})
    void a_time_is_what_camel_takes_it_for(String text, long milliseconds) {
        assertThat(endpoint("sfsync:insert:Account?retryDelay=" + text).getRetryDelay())
                .isEqualTo(milliseconds);
    }

    @Test
    void a_number_may_come_from_a_property_or_in_any_case_or_as_a_number() {
        camel.getPropertiesComponent().addInitialProperty("rows", "70");

        assertThat(endpoint("sfsync:insert:Account?parallelism={{rows}}").getParallelism())
                .isEqualTo(70);
        assertThat(endpoint("sfsync:insert:Account?PARALLELISM=71").getParallelism())
                .isEqualTo(71);
        assertThat(endpoint("sfsync:insert:Account?parallelism=RAW(72)").getParallelism())
                .isEqualTo(72);
        assertThat(camel.getEndpoint("sfsync:insert:Account", Map.<String, Object>of("parallelism", 73)))
                .isInstanceOfSatisfying(
                        SfSyncEndpoint.class,
                        endpoint -> assertThat(endpoint.getConfiguration().getParallelism())
                                .isEqualTo(73));
        assertThatThrownBy(() -> camel.getEndpoint("sfsync:insert:Account?parallelism=10k"))
                .hasStackTraceContaining("10k");
    }

    @Test
    void a_number_may_be_a_bean() {
        camel.getRegistry().bind("rows", 74);

        assertThat(endpoint("sfsync:insert:Account?parallelism=#rows").getParallelism())
                .isEqualTo(74);
    }

    @Test
    void options_of_the_component_are_checked_when_all_are_set() {
        SfSyncComponent component = camel.getComponent("sfsync", SfSyncComponent.class);
        PropertyBindingSupport.setPropertiesOnTarget(camel, component, Map.of("maxConcurrentRequests", "0"));

        assertThatThrownBy(camel::start)
                .hasStackTraceContaining("camel.component.sfsync.maxConcurrentRequests must be at least 1, was 0");
    }

    private void configure(String option, String value) {
        SfSyncComponent component = new SfSyncComponent();
        component.setCamelContext(camel);
        PropertyBindingSupport.setPropertiesOnTarget(camel, component, new java.util.HashMap<>(Map.of(option, value)));
    }

    private SfSyncConfiguration endpoint(String uri) {
        return camel.getEndpoint(uri, SfSyncEndpoint.class).getConfiguration();
    }

    private static Stream<String> options(String part, String type) throws IOException {
        JsonNode metadata;
        try (InputStream in = NumbersTest.class.getResourceAsStream("/META-INF/io/sfsync/camel/sfsync.json")) {
            metadata = new ObjectMapper().readTree(in).path(part);
        }
        List<String> names = new ArrayList<>();
        metadata.properties().forEach(option -> {
            if (option.getValue().path("type").asText().equals(type)) {
                names.add(option.getKey());
            }
        });
        assertThat(names).as(part + " of type " + type).isNotEmpty();
        return names.stream();
    }
}
