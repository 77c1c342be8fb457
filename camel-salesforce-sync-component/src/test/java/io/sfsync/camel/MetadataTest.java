/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel and its tools read about the component must be on the class path, also after the first build. */
class MetadataTest {
    private static final String SCHEMA = "META-INF/io/sfsync/camel/sfsync.json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCHEMA,
                "META-INF/services/org/apache/camel/component/sfsync",
                "META-INF/services/org/apache/camel/component.properties",
                "META-INF/services/org/apache/camel/configurer/sfsync-component",
                "META-INF/services/org/apache/camel/configurer/sfsync-endpoint",
                "META-INF/services/org/apache/camel/urifactory/sfsync-endpoint",
                "META-INF/services/org/apache/camel/TypeConverterLoader",
                "META-INF/services/org/apache/camel/health-check/sfsync-check",
                "META-INF/services/org/apache/camel/dev-console/sfsync",
                "META-INF/jandex.idx",
                "io/sfsync/camel/SfSyncComponentConfigurer.class",
                "io/sfsync/camel/SfSyncEndpointConfigurer.class",
                "io/sfsync/camel/SfSyncEndpointUriFactory.class",
                "io/sfsync/camel/SyncResultConvertersLoader.class"
            })
    void ships(String resource) {
        assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
    }

    @Test
    void names_itself_to_tools() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = getClass()
                .getClassLoader()
                .getResourceAsStream("META-INF/services/org/apache/camel/component.properties")) {
            properties.load(in);
        }

        assertThat(properties)
                .containsEntry("components", "sfsync")
                .containsEntry("groupId", "io.sfsync")
                .containsEntry("artifactId", "camel-salesforce-sync-component");
        assertThat(properties.getProperty("version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }

    @Test
    void a_valid_uri_passes_the_catalog() throws IOException {
        EndpointValidationResult result = validate("sfsync:upsert:Account?externalIdField=External_Key__c&batchSize=50"
                + "&retryDelay=5s&nulls=clear&api=collections&sforceHeader.Call-Options=client=hub");

        assertThat(result.isSuccess()).isTrue();
    }

    @Test
    void the_catalog_finds_an_unknown_option_a_bad_choice_and_a_bad_number() throws IOException {
        EndpointValidationResult result =
                validate("sfsync:upsert:Account?externalIdfield=X__c&nulls=maybe&parallelism=many");

        assertThat(result.getUnknown()).contains("externalIdfield");
        assertThat(result.getInvalidEnum()).containsKey("nulls");
        assertThat(result.getInvalidInteger()).containsKey("parallelism");
    }

    private EndpointValidationResult validate(String uri) throws IOException {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(SCHEMA)) {
            catalog.addComponent(
                    "sfsync", SfSyncComponent.class.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return catalog.validateEndpointProperties(uri);
    }
}
