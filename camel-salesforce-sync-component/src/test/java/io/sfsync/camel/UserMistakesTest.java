/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the table {@code spec/user-mistakes.yaml}, of which {@code docs/mistakes.md} is made. */
class UserMistakesTest extends HubTest {
    private static final Path PAGE = Path.of("../docs/mistakes.md");

    @TempDir
    private Path folder;

    /** One mistake; without an URI, accounts are inserted. */
    record Mistake(
            String mistake, @Nullable String uri, @Nullable String mapping, String source, String message) {}

    private static List<Mistake> mistakes() throws IOException {
        try (InputStream in = UserMistakesTest.class.getResourceAsStream("/spec/user-mistakes.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(in), new TypeReference<>() {});
        }
    }

    @Test
    void each_is_answered_with_what_is_wrong_and_the_way_out() throws Exception {
        start();
        SoftAssertions all = new SoftAssertions();
        for (Mistake mistake : mistakes()) {
            all.assertThat(answer(mistake)).as(mistake.mistake()).isEqualTo(mistake.message());
        }
        all.assertAll();
        assertThat(ORG.org().requests().count("composite/sobjects")).isZero();
    }

    @Test
    void the_page_tells_the_same() throws IOException {
        StringBuilder page = new StringBuilder("# Mistakes that happen, and what is said about them\n\n"
                + "Made from the table of `UserMistakesTest`; do not edit. Each of them is found before a record is sent:\n"
                + "in the configuration when the route starts, in the columns before the first request, in a value before its"
                + " record\ngoes, which is an error record then.\n\n| mistake | message |\n|---|---|\n");
        for (Mistake mistake : mistakes()) {
            page.append("| ")
                    .append(mistake.mistake())
                    .append(" | ")
                    .append(mistake.message()
                            .replace("{mapping}", "file:accounts.yaml")
                            .replace("|", "\\|"))
                    .append(" |\n");
        }
        if (Boolean.getBoolean("sfsync.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page.toString());
    }

    private String answer(Mistake mistake) throws IOException {
        String uri = mistake.uri() == null ? "sfsync:insert:Account" : mistake.uri();
        String mapping = mistake.mapping();
        if (mapping == null) {
            return answer(uri, mistake.source());
        }
        Path file = Files.writeString(Files.createTempFile(folder, "m", ".yaml"), mapping);
        return answer(uri + "?mapping=file:" + file, mistake.source()).replace("file:" + file, "{mapping}");
    }

    private String answer(String uri, String source) {
        try {
            Exchange exchange = send(uri, source);
            Exception failure = exchange.getException();
            if (failure == null) {
                return first(exchange.getMessage().getBody(SyncResult.class));
            }
            return failure instanceof SyncException run
                            && !run.result().firstErrors().isEmpty()
                    ? first(run.result())
                    : said(failure).replaceFirst("run [0-9a-f-]{36} broke: ", "");
        } catch (RuntimeException e) {
            return said(e);
        }
    }

    private static String first(SyncResult result) {
        RecordError error = result.firstErrors().get(0).errors().get(0);
        return error.code() + ": " + error.message();
    }

    /** The message of the first exception that is not Camel's wrapping. */
    private static String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getClass().getName().startsWith("org.apache.camel.") && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
