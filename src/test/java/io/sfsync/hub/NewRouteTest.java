/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.junit.LocalOrgExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NewRouteTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    private HubFolder hub;

    @BeforeEach
    void set_up() throws Exception {
        hub = HubFolder.at(folder);
        hub.environment("dev", ORG.org());
        hub.file("partners.csv", "Partner No,Account Name,billing city,Our \"Note\"\n7,Seven,Bonn,x\n8,Eight,Kiel,y\n");
    }

    @Test
    void writes_a_route_a_mapping_and_a_test_that_work() throws Exception {
        HubFolder.Ending written = newRoute("load-partner-accounts");

        assertThat(written.err()).isEmpty();
        assertThat(written.exitCode()).isZero();
        assertThat(written.out().lines()).hasSize(4);
        assertThat(Files.readString(folder.resolve("routes/mappings/load-partner-accounts.yaml")))
                .endsWith("""
                        fields:
                          External_Key__c: "Partner No"
                          Name: "Account Name"
                          BillingCity: "billing city"
                          # no field found for "Our \\"Note\\""
                        """);
        String test = Files.readString(folder.resolve("routes/tests/load-partner-accounts.sh"));
        String command = test.lines()
                .filter(line -> line.startsWith("exec "))
                .findFirst()
                .orElseThrow();
        HubFolder.Ending loaded =
                hub.run(command.substring("exec ./sfsync ".length()).split(" "));
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(ORG.org().query("SELECT Id FROM Account WHERE External_Key__c = '7' AND BillingCity = 'Bonn'"))
                .hasSize(1);

        ORG.org().reset();
        String route = Files.readString(folder.resolve("routes/load-partner-accounts.camel.yaml"))
                .replace("file:routes/", "file:" + folder + "/routes/");
        Path copy = hub.file("route.camel.yaml", route);
        try (RunningRoutes routes = RunningRoutes.ofFile(folder, ORG.org(), copy)) {
            routes.put(folder.resolve("partners.csv"), "inbox/load-partner-accounts/partners.csv");
            assertThat(routes.result("load-partner-accounts").totals().created())
                    .isEqualTo(2);
        }
    }

    @Test
    void overwrites_nothing_and_wants_a_name_with_a_verb() {
        assertThat(newRoute("partners").exitCode()).isEqualTo(2);
        assertThat(newRoute("load-partner-accounts").exitCode()).isZero();

        HubFolder.Ending again = newRoute("load-partner-accounts");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");
    }

    private HubFolder.Ending newRoute(String name) {
        return hub.run(
                "new-route", name, "--from", "partners.csv", "--to", "upsert:Account", "--key", "External_Key__c");
    }
}
