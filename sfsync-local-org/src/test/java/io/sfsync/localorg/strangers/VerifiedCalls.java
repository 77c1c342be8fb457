/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.RequestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calls that a stranger made and that were answered without an error. They must be those that {@code spec/strangers.yaml} lists, from
 * which the documentation tells what is verified by whom.
 */
public final class VerifiedCalls {

    private static final Path LISTED = Path.of("src/test/resources/spec/strangers.yaml");

    private final String stranger;
    private final Set<String> made = new TreeSet<>();

    VerifiedCalls(String stranger) {
        this.stranger = stranger;
    }

    /** The names of the verified calls by stranger. */
    public static Map<String, List<String>> listed() throws IOException {
        return new YAMLMapper().readValue(LISTED.toFile(), new TypeReference<>() {});
    }

    void collect(LocalOrg org) {
        org.requests().list().stream()
                .filter(call -> call.status() >= 200
                        && call.status() < 300
                        && !call.route().isEmpty())
                .map(RequestLog.Entry::route)
                .forEach(made::add);
    }

    void check() throws IOException {
        Collection<String> listed = listed().getOrDefault(stranger, List.of());
        assertThat(made)
                .as("calls of %s; list them so in %s", stranger, LISTED)
                .containsExactlyInAnyOrderElementsOf(listed);
    }
}
