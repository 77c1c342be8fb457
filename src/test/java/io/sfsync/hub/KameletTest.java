/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the jar of the component brings along for hubs that are not this one: a Kamelet and route templates. */
class KameletTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    @Test
    void the_sink_connects_by_itself() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.start();
        try {
            SyncResult result = context.createProducerTemplate()
                    .requestBody(sink(), "External_Key__c,Name\nA,Alpha\nB,Beta\n", SyncResult.class);

            assertThat(result.totals().created()).isEqualTo(2);
            assertThat(context.getPropertiesComponent().resolveProperty("camel.component.salesforce.clientId"))
                    .isEmpty();
        } finally {
            context.stop();
        }
    }

    @Test
    void the_sink_connects_by_itself_in_routes_that_start_with_their_hub() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").to(sink());
                from("direct:another").to(sink());
            }
        });
        context.start();
        try {
            for (String route : List.of("direct:one", "direct:another")) {
                context.createProducerTemplate().requestBody(route, "External_Key__c,Name\n" + route + ",Alpha\n");
            }
            assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(2);
        } finally {
            context.stop();
        }
    }

    private static String sink() {
        return "kamelet:sfsync-sink?loginUrl=" + ORG.url() + "&clientId="
                + ORG.org().credentials().clientId() + "&clientSecret=RAW("
                + ORG.org().credentials().clientSecret() + ")&sObjectName=Account&externalIdField=External_Key__c";
    }

    @Test
    void a_template_makes_a_route_of_a_folder() throws Exception {
        try (RunningRoutes routes = RunningRoutes.ofJava(folder, ORG.org(), List.of())) {
            CamelContext context = routes.hub().context();
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.resolveMandatoryResource(context, "classpath:sfsync/templates.camel.yaml"));
            TemplatedRouteBuilder.builder(context, "sfsync-file")
                    .routeId("load-accounts")
                    .parameter("folder", folder.resolve("in").toString())
                    .parameter("target", "upsert:Account")
                    .parameter("externalIdField", "External_Key__c")
                    .parameter("settle", "20")
                    .add();
            TemplatedRouteBuilder.builder(context, "sfsync-query")
                    .routeId("load-customers")
                    .parameter("name", "load-customers")
                    .parameter("cron", "0 0 0 1 1 ? 2099")
                    .parameter("query", "SELECT customer_key AS \"External_Key__c\", name AS \"Name\" FROM customer")
                    .parameter("target", "upsert:Account")
                    .parameter("externalIdField", "External_Key__c")
                    .add();

            routes.write("in/a.csv", "External_Key__c,Name\nA,Alpha\nB,Beta\n");
            assertThat(routes.result("load-accounts").totals().created()).isEqualTo(2);

            routes.template()
                    .requestBody(
                            "sql:INSERT INTO customer (customer_key, name) VALUES ('C', 'C')?dataSource=#database", "");
            assertThat(routes.tick("load-customers")
                            .getMessage()
                            .getBody(SyncResult.class)
                            .totals()
                            .created())
                    .isEqualTo(1);
        }
    }
}
