/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples that stand in pages only are taken from there and run. */
class PageExamplesTest {
    private static final Path DOCS = Path.of("docs");

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    @Test
    void the_route_without_a_stream_cache_goes_on_with_its_stream_when_it_is_redelivered() throws Exception {
        Path route = Files.writeString(
                folder.resolve("load-stream.camel.yaml"), example("stream-caching.md", "```yaml stream\n"));
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("oauth2/token").times(2));
        try (RunningRoutes routes = RunningRoutes.ofFile(folder, ORG.org(), route, "sfsync.runs.retryDelay = 1")) {
            SyncResult result = routes.template()
                    .requestBody(
                            "direct:load-stream",
                            new ByteArrayInputStream("Name\nA\nB\n".getBytes(StandardCharsets.UTF_8)),
                            SyncResult.class);

            assertThat(result.totals().created()).isEqualTo(2);
        }
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(2);
    }

    @Test
    void the_line_for_a_process_of_data_loader_loads_with_its_sdl() throws Exception {
        HubFolder hub = HubFolder.at(folder);
        hub.environment("dev", ORG.org());
        hub.file("accounts.sdl", example("from-data-loader.md", "```properties accounts.sdl\n"));
        hub.file("accounts.csv", "ACCOUNT_KEY,ACCOUNT_NAME,CITY\nA,Alpha,Bonn\n");
        String command = example("from-data-loader.md", "```sh\n").strip();

        assertThat(hub.run(arguments(command)).exitCode()).isZero();
        hub.file("accounts.csv", "ACCOUNT_KEY,ACCOUNT_NAME,CITY\nA,Alpha 2,\n");
        assertThat(hub.run(arguments(command)).exitCode()).isZero();

        assertThat(ORG.org().query("SELECT Name, BillingCity FROM Account"))
                .singleElement()
                .satisfies(account ->
                        assertThat(account).containsEntry("Name", "Alpha 2").containsEntry("BillingCity", null));
    }

    private static String[] arguments(String command) {
        return command.substring("./sfsync ".length()).split(" ", -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void both_forms_of_a_mapping_of_kinetic_core_do_the_same(String form) throws Exception {
        Files.writeString(folder.resolve("companies.yaml"), example("from-kinetic-core.md", "```yaml " + form + "\n"));
        Path route = Files.writeString(
                folder.resolve("companies.camel.yaml"),
                example("from-kinetic-core.md", "```yaml route\n").replace("file:", "file:" + folder + "/"));
        try (RunningRoutes routes = RunningRoutes.ofFile(folder, ORG.org(), route)) {
            routes.template()
                    .requestBody("direct:companies", "ext_id,company,phone,revenue\nA,Alpha, 1 ,12.0\nB,Beta,,\n");
        }
        assertThat(ORG.org().query("SELECT Name, Phone, AnnualRevenue FROM Account ORDER BY Name"))
                .extracting(account -> account.get("Name") + " " + account.get("Phone") + " "
                        + new BigDecimal(account.get("AnnualRevenue").toString()).stripTrailingZeros())
                .containsExactly("Alpha 1 12", "Beta null 0");
    }

    @Test
    void the_step_that_replaces_a_route_of_ones_own_loads_and_writes_its_error_file() throws Exception {
        Files.writeString(folder.resolve("accounts.yaml"), "version: 1\nfields: {External_Key__c: key, Name: name}\n");
        String step = example("from-salesforce-routes.md", "```yaml step\n").replace("file:", "file:" + folder + "/");
        Path route = Files.writeString(
                folder.resolve("accounts.camel.yaml"),
                "- route:\n    from:\n      uri: direct:accounts\n      steps:\n" + step.indent(8));
        try (RunningRoutes routes = RunningRoutes.ofFile(folder, ORG.org(), route)) {
            SyncResult result =
                    routes.template().requestBody("direct:accounts", "key,name\nA,Alpha\nB,\n", SyncResult.class);

            assertThat(result.totals()).isEqualTo(new SyncTotals(1, 0, 0, 0, 1, 0, 0));
            assertThat(routes.files("errors")).hasSize(1);
        }
    }

    @Test
    void the_route_of_the_mapping_page_loads_with_the_mapping_that_it_names() throws Exception {
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(
                folder.resolve("mappings/accounts.yaml"), "version: 1\nfields: {External_Key__c: key, Name: name}\n");
        Path route = Files.writeString(
                folder.resolve("load.camel.yaml"), inFolder(example("mapping.md", "```yaml\n- route:")));
        try (RunningRoutes routes = RunningRoutes.ofFile(folder, ORG.org(), route)) {
            routes.write("inbox/a.csv", "key,name\nA,Alpha\n");

            assertThat(routes.result("load-accounts").totals().created()).isEqualTo(1);
        }
    }

    /** Camel reads what {@code ./sfsync encrypt} has written, with the properties of the page and nothing of the hub. */
    @Test
    void the_properties_for_encrypted_values_decrypt_them_where_the_hub_is_not() throws Exception {
        System.setProperty("sfsync.masterPassword", "master");
        Main main = new Main();
        try {
            String properties = example("environments.md", "```properties\ncamel.component.properties.propertiesParser")
                    .replace("sysenv:SFSYNC_MASTER_PASSWORD", "sys:sfsync.masterPassword");
            Path file = Files.writeString(
                    folder.resolve("own.properties"),
                    properties + "test.secret = " + Secrets.encrypt("a secret") + "\n");
            main.setPropertyPlaceholderLocations("file:" + file);
            main.init();

            assertThat(main.getCamelContext().resolvePropertyPlaceholders("{{test.secret}}"))
                    .isEqualTo("a secret");
        } finally {
            main.stop();
            System.clearProperty("sfsync.masterPassword");
        }
    }

    @Test
    void the_examples_of_the_component_page_run_in_one_hub() throws Exception {
        String page = Files.readString(DOCS.resolve("component.md"));
        List<String> examples = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$")
                .matcher(page)
                .results()
                .map(example -> example.group(1))
                .toList();
        assertThat(examples).hasSize(4);
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(
                folder.resolve("mappings/accounts.yaml"), "version: 1\nfields: {External_Key__c: key, Name: name}\n");
        Path routes = Files.writeString(
                folder.resolve("page.camel.yaml"),
                inFolder(examples.get(0))
                        + inRoute("direct:mapped", examples.get(1) + "- to: sfsync:insert:Account")
                        + inRoute("direct:sink", examples.get(2))
                                .replace(
                                        "https://example.my.salesforce.com",
                                        ORG.url().toString()));
        try (RunningRoutes hub = RunningRoutes.ofFile(
                folder,
                ORG.org(),
                routes,
                "sf.clientId = " + ORG.org().credentials().clientId(),
                "sf.clientSecret = " + ORG.org().credentials().clientSecret(),
                inFolder(example("component.md", "```properties\ncamel.beans.accountMapping")))) {
            hub.write("inbox/a.csv", "key,name\nA,Alpha\n");
            assertThat(hub.result("load-accounts").totals().created()).isEqualTo(1);
            hub.template().requestBody("direct:mapped", Map.of("key", "B", "name", "Beta"));
            hub.template().requestBody("direct:sink", "key,name\nC,Gamma\n");
            assertThat(ORG.org().query("SELECT Name FROM Account ORDER BY Name"))
                    .extracting(account -> account.get("Name"))
                    .containsExactly("Alpha", "Beta", "Gamma");
        }
        template(examples.get(3));
    }

    /** In a hub of its own, since it has the id of the first route. */
    private void template(String example) throws Exception {
        Path route = Files.writeString(
                folder.resolve("template.camel.yaml"), example.replace("value: inbox", "value: " + folder + "/other"));
        try (RunningRoutes hub = RunningRoutes.ofJava(folder, ORG.org(), List.of())) {
            RoutesLoader loader = PluginHelper.getRoutesLoader(hub.hub().context());
            loader.loadRoutes(ResourceHelper.resolveMandatoryResource(
                    hub.hub().context(), "classpath:sfsync/templates.camel.yaml"));
            loader.loadRoutes(ResourceHelper.resolveMandatoryResource(hub.hub().context(), "file:" + route));
            hub.write("other/b.csv", "External_Key__c,Name\nD,Delta\n");
            assertThat(hub.result("load-accounts").totals().created()).isEqualTo(1);
        }
    }

    private String inFolder(String text) {
        return text.replace("file:inbox", "file:" + folder + "/inbox")
                .replace("file:errors", "file:" + folder + "/errors")
                .replace("file:mappings", "file:" + folder + "/mappings");
    }

    private String inRoute(String from, String steps) {
        return "- route:\n    from:\n      uri: " + from + "\n      steps:\n"
                + inFolder(steps).indent(8);
    }

    /** The first example in a page that begins like this. */
    private static String example(String page, String start) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        assertThat(text).contains(start);
        int begin = text.indexOf('\n', text.indexOf(start)) + 1;
        return text.substring(begin, text.indexOf("\n```", begin) + 1);
    }
}
