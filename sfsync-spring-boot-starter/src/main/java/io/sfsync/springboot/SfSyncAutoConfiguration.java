/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.springboot;

import io.sfsync.camel.SfSyncComponent;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Sets the options of the component {@code sfsync} from {@code camel.component.sfsync.*}, in camel or dash case. An option
 * that there is not, or that does not take its value, ends the start with its name.
 */
@AutoConfiguration
public class SfSyncAutoConfiguration {
    private static final String PREFIX = "camel.component.sfsync";

    /** Customizes the component, whenever it is first used. */
    @Bean
    public ComponentCustomizer sfsyncComponentCustomizer(Environment environment, CamelContext context) {
        return ComponentCustomizer.forType(SfSyncComponent.class, component -> bind(component, environment, context));
    }

    private static void bind(SfSyncComponent component, Environment environment, CamelContext context) {
        Map<String, Object> options = new HashMap<>(Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of()));
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withMandatory(true)
                .withProperties(options)
                .bind();
    }
}
