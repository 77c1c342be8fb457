/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.auth.LoginCredentials;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Lets the unmodified jsforce of npm work with a local org. Needs Node.js and the npm registry (or npm's cache): without them the checks are
 * skipped with the reason, but fail where the environment variable {@code CI} is {@code true}.
 */
class JsforceTest {

    private static final Path SOURCE = Path.of("src/test/strangers/jsforce");
    private static final Path WORK = Path.of("target/strangers/jsforce");
    private static final long MINUTES = 5;

    @TestFactory
    List<DynamicTest> jsforce_cannot_tell() throws Exception {
        install();
        try (LocalOrg org = LocalOrg.builder()
                .schema(Path.of("src/test/strangers/schema.yaml"))
                .data(StoreOptions.memory())
                .start()) {
            String printed = run(environment(org), "node", "checks.mjs");
            List<String> checks = printed.lines()
                    .filter(line -> line.startsWith("ok ") || line.startsWith("FAILED "))
                    .toList();
            assertThat(checks).as(printed).isNotEmpty();
            VerifiedCalls calls = new VerifiedCalls("jsforce");
            calls.collect(org);
            Stream<DynamicTest> verified = Stream.of(DynamicTest.dynamicTest("verified calls", calls::check));
            return Stream.concat(
                            verified,
                            checks.stream()
                                    .map(line -> DynamicTest.dynamicTest(
                                            line, () -> assertThat(line).startsWith("ok "))))
                    .toList();
        }
    }

    private static Map<String, String> environment(LocalOrg org) {
        LoginCredentials login = org.credentials();
        return Map.of(
                "ORG_URL", org.url().toString(),
                "ORG_CLIENT_ID", login.clientId(),
                "ORG_CLIENT_SECRET", login.clientSecret(),
                "ORG_USERNAME", login.username(),
                "ORG_PASSWORD", login.password(),
                "ORG_REFRESH_TOKEN", login.refreshToken());
    }

    /** Installs what the lock file names, unless that was done before. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", "checks.mjs")) {
            Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path stamp = WORK.resolve("installed.lock");
        String lock = Files.readString(WORK.resolve("package-lock.json"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
            return;
        }
        try {
            run(Map.of(), "node", "--version");
            String printed =
                    run(Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
            if (!Files.isDirectory(WORK.resolve("node_modules/jsforce"))) {
                missing("npm could not install jsforce: " + printed);
            }
        } catch (IOException e) {
            missing("Node.js with npm is not on the path (" + e.getMessage()
                    + "); install it to run the jsforce checks");
        }
        Files.writeString(stamp, lock);
    }

    private static void missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    /** What the command printed, errors included. */
    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("stranger", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail(String.join(" ", command) + " did not end within " + MINUTES + " minutes: "
                    + Files.readString(output));
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return printed;
    }
}
