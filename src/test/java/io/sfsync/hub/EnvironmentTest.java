/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void an_environment_wins_over_what_is_common_key_by_key() throws Exception {
        environment(
                "test",
                "sfsync.org.url = http://localhost:9",
                "sfsync.org.clientId = id",
                "sfsync.org.clientSecret = secret",
                "camel.beans.errorFiles.maxBytes = 7",
                "camel.component.salesforce.lazyLogin = true");
        try (CamelHub hub = start("test")) {
            // common, and not overridden
            assertThat(hub.context().getStreamCachingStrategy().isSpoolEnabled())
                    .isTrue();
            assertThat(hub.context().resolvePropertyPlaceholders("{{camel.beans.errorFiles.maxBytes}}"))
                    .isEqualTo("7");
        }
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
