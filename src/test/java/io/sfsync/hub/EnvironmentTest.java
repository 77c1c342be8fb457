/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.sfsync.camel.SfSyncComponent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which org the one application.properties leads to, in each environment. */
class EnvironmentTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copy_the_configuration() throws IOException {
        Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
    }

    @Test
    void starts_a_local_org_in_dev_and_stops_it_with_the_context() throws Exception {
        URI url;
        try (CamelHub hub = start("dev")) {
            url = URI.create(login(hub).getLoginUrl());

            assertThat(url.getHost()).isEqualTo("127.0.0.1");
            assertThat(login(hub).getClientSecret()).isNotEmpty();
            assertThat(answers(url)).isTrue();
        }
        assertThat(answers(url)).isFalse();
        assertThat(System.getProperty("sfsync.org.url")).isNull();
    }

    @Test
    void gives_each_context_of_a_jvm_a_new_local_org() throws Exception {
        String first;
        try (CamelHub hub = start("dev")) {
            first = login(hub).getLoginUrl();
        }
        try (CamelHub hub = start("dev")) {
            assertThat(login(hub).getLoginUrl()).isNotEqualTo(first);
        }
    }

    @Test
    void takes_the_org_that_an_environment_names_and_decrypts_its_secret() throws Exception {
        System.setProperty("sfsync.masterPassword", "master");
        try {
            String encrypted = encrypt("a secret: §\n");
            assertThat(encrypted).startsWith("ENC(").doesNotContain("secret");
            environment(
                    "test",
                    "sfsync.org.url = https://example.test",
                    "sfsync.org.clientId = id",
                    "sfsync.org.clientSecret = " + encrypted);
            try (CamelHub hub = start("test")) {
                assertThat(login(hub).getLoginUrl()).isEqualTo("https://example.test");
                assertThat(login(hub).getClientId()).isEqualTo("id");
                assertThat(login(hub).getClientSecret()).isEqualTo("a secret: §");
            }
        } finally {
            System.clearProperty("sfsync.masterPassword");
        }
        assertThatThrownBy(() -> start("test").close())
                .hasMessageContaining("set the environment variable SFSYNC_MASTER_PASSWORD");
    }

    @Test
    void encrypt_takes_no_secret_as_an_argument() {
        HubFolder.Ending ending = new HubFolder(folder).run("encrypt", "my-secret");

        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.out()).isEmpty();
    }

    /** As {@code ./sfsync encrypt} does, with the secret on standard input. */
    private String encrypt(String input) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            HubFolder.Ending ending = new HubFolder(folder).run("encrypt");
            assertThat(ending.exitCode()).isZero();
            return ending.out().strip();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void refuses_a_secret_in_plain_text_outside_dev_and_names_its_key() throws IOException {
        environment(
                "prod",
                "sfsync.org.url = https://example.test",
                "sfsync.org.clientId = id",
                "sfsync.org.clientSecret = {{env:SECRET}}",
                "sfsync.sftp.password = plain");

        assertThatThrownBy(() -> start("prod").close())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("application-prod.properties: sfsync.sftp.password stands there in plain text")
                .hasMessageNotContaining("= plain");
        assertThat(new HubFolder(folder).run("check", "--env", "prod").exitCode())
                .isEqualTo(2);
    }

    @Test
    void refuses_an_encrypted_value_where_nobody_would_decrypt_it() throws IOException {
        environment("dev", "camel.component.salesforce.clientSecret = ENC(abc)");

        assertThatThrownBy(() -> start("dev").close())
                .hasMessageContaining("write camel.component.salesforce.clientSecret = {{my.secret}}");
    }

    /** The table of {@code spec/environments.csv}: what is common, what the environment says, what holds. */
    @ParameterizedTest(name = "{0}: {1} under {2} is {3}")
    @CsvFileSource(resources = "/spec/environments.csv", numLinesToSkip = 1, nullValues = "-")
    void an_environment_is_laid_over_what_is_common_key_by_key(
            String key, @Nullable String common, @Nullable String own, String holds) throws Exception {
        append("application.properties", key, common);
        environment("dev", "sfsync.org.url = http://localhost:9", "sfsync.org.clientId = id");
        append("application-dev.properties", "sfsync.org.clientSecret", "secret");
        append("application-dev.properties", key, own);
        // a value that others build upon
        append("application.properties", "test.built", "({{" + key + ":nothing}})");

        assertThat(resolve("dev", "{{test.built}}")).isEqualTo("(" + holds + ")");
    }

    private void append(String file, String key, @Nullable String value) throws IOException {
        if (value != null) {
            Files.writeString(folder.resolve(file), "\n" + key + " = " + value + "\n", StandardOpenOption.APPEND);
        }
    }

    /** A value as Camel Main sees it, in a context without routes and components. */
    private String resolve(String environment, String text) throws Exception {
        Main main = CamelHub.configure(new HubHome(folder, folder), environment);
        main.init();
        try {
            return main.getCamelContext().resolvePropertyPlaceholders(text);
        } finally {
            main.stop();
        }
    }

    @Test
    void an_environment_that_sets_one_option_of_a_bean_or_component_leaves_its_others_as_they_are() throws Exception {
        append("application.properties", "camel.component.sfsync.apiReserve", "20%");
        append("application.properties", "camel.component.sfsync.maxConcurrentRequests", "7");
        environment(
                "test",
                "sfsync.org.url = http://localhost:9",
                "sfsync.org.clientId = id",
                "sfsync.org.clientSecret = secret",
                // the same option in the other way Camel writes it
                "camel.component.sfsync.api-reserve = 30%",
                "camel.beans.database.maximumPoolSize = 3");
        try (CamelHub hub = start("test")) {
            SfSyncComponent component = hub.context().getComponent("sfsync", SfSyncComponent.class);
            assertThat(component.getApiReserve()).isEqualTo("30%");
            assertThat(component.getMaxConcurrentRequests()).isEqualTo(7);
            assertThat(login(hub).isLazyLogin()).isTrue();
            HikariDataSource database =
                    hub.context().getRegistry().lookupByNameAndType("database", HikariDataSource.class);
            assertThat(database.getMaximumPoolSize()).isEqualTo(3);
            assertThat(database.getUsername()).isEqualTo("sa");
            assertThat(hub.context().getStreamCachingStrategy().isSpoolEnabled())
                    .isTrue();
        }
    }

    @Test
    void a_system_property_wins_over_both_files() throws Exception {
        append("application.properties", "test.key", "common");
        environment("dev", "sfsync.org.url = http://localhost:9", "sfsync.org.clientId = id", "test.key = own");
        append("application-dev.properties", "sfsync.org.clientSecret", "secret");
        System.setProperty("test.key", "system");
        try {
            assertThat(resolve("dev", "{{test.key}}")).isEqualTo("system");
        } finally {
            System.clearProperty("test.key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "load a.csv --to insert:Account", "runs"})
    void an_unknown_environment_is_an_error_that_names_those_that_there_are(String command) throws IOException {
        environment("test", "# nothing");
        Files.writeString(folder.resolve("a.csv"), "Name\nA\n");

        HubFolder.Ending ending = new HubFolder(folder).run((command + " --env tset").split(" ", -1));

        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err())
                .contains(
                        "--env tset: there is no file ", "application-tset.properties; known environments: dev, test");
    }

    @Test
    void without_a_name_the_environment_is_dev() throws IOException {
        environment("dev", "sfsync.org.url = nonsense of dev");
        environment("test", "sfsync.org.url = nonsense of test");
        Files.writeString(folder.resolve("a.csv"), "Name\nA\n");

        assertThat(new HubFolder(folder)
                        .run("load", "a.csv", "--to", "insert:Account")
                        .err())
                .contains("nonsense of dev");
    }

    @Test
    void takes_the_org_that_dev_names_and_starts_none() throws Exception {
        environment(
                "dev",
                "sfsync.org.url = https://sandbox.test",
                "sfsync.org.clientId = id",
                "sfsync.org.clientSecret = secret");
        try (CamelHub hub = start("dev")) {
            assertThat(login(hub).getLoginUrl()).isEqualTo("https://sandbox.test");
            assertThat(System.getProperty("sfsync.org.url")).isNull();
        }
    }

    @Test
    void refuses_to_start_where_no_org_is_named_outside_dev() throws IOException {
        environment("prod", "# nothing");

        assertThatThrownBy(() -> start("prod").close())
                .extracting(FailureMessage::of)
                .asString()
                .startsWith("no org is configured: the property sfsync.org.url is not set, and the profile is 'prod'")
                .contains("Set sfsync.org.url (the login URL, such as")
                .contains("in application-prod.properties; a local org starts by itself only in the profile 'dev'");
    }

    @Test
    void refuses_to_mix_a_named_org_with_the_login_of_the_local_one() throws IOException {
        environment("dev", "sfsync.org.url = https://sandbox.test");

        assertThatThrownBy(() -> start("dev").close())
                .extracting(FailureMessage::of)
                .asString()
                .startsWith("the property sfsync.org.url is set to https://sandbox.test, and sfsync.org.client");
    }

    private void environment(String name, String... lines) throws IOException {
        Files.write(folder.resolve("application-" + name + ".properties"), List.of(lines));
    }

    private CamelHub start(String environment) throws Exception {
        Main main = CamelHub.configure(new HubHome(folder, folder), environment);
        return CamelHub.start(main);
    }

    private static SalesforceLoginConfig login(CamelHub hub) {
        return hub.context()
                .getComponent("salesforce", SalesforceComponent.class)
                .getLoginConfig();
    }

    private static boolean answers(URI url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) url.resolve("/services/data").toURL().openConnection();
        try {
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
