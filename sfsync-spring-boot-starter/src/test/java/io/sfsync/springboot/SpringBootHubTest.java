/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.camel.SfSyncComponent;
import io.sfsync.localorg.auth.LoginCredentials;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A hub that is a Spring Boot application, with nothing but its properties and a route. */
class SpringBootHubTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    @TempDir
    private Path folder;

    @SpringBootApplication
    static class Hub {
        @Bean
        RouteBuilder load() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:load").to("sfsync:insert:Account");
                }
            };
        }
    }

    private ConfigurableApplicationContext start(String... properties) {
        LoginCredentials login = ORG.org().credentials();
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("camel.component.salesforce.login-url=" + ORG.url());
        all.add("camel.component.salesforce.client-id=" + login.clientId());
        all.add("camel.component.salesforce.client-secret=" + login.clientSecret());
        all.add("camel.component.salesforce.authentication-type=CLIENT_CREDENTIALS");
        all.add("camel.component.salesforce.lazy-login=true");
        return new SpringApplicationBuilder(Hub.class)
                .web(WebApplicationType.NONE)
                .properties(all.toArray(String[]::new))
                .run();
    }

    @Test
    void binds_the_options_of_the_component_and_loads() throws Exception {
        Path ledger = folder.resolve("ledger");
        try (ConfigurableApplicationContext hub =
                start("camel.component.sfsync.ledger=" + ledger, "camel.component.sfsync.api-reserve=25%")) {
            CamelContext camel = hub.getBean(CamelContext.class);
            hub.getBean(ProducerTemplate.class)
                    .requestBody("direct:load", List.of(Map.of("Name", "Ada"), Map.of("Name", "Grace")));

            SfSyncComponent component = camel.getComponent("sfsync", SfSyncComponent.class);
            assertThat(component.getApiReserve()).isEqualTo("25%");
            assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(2);
            assertThat(ledger).isNotEmptyDirectory();
        }
    }

    @Test
    void an_option_that_there_is_not_ends_the_start_with_its_name() {
        assertThatThrownBy(() -> start("camel.component.sfsync.leger=x").close())
                .rootCause()
                .hasMessageContaining("leger");
    }
}
