/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.mapping.RecordMapping;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Maps the body, one record or a list of them, as a step of a route, with the same mapping that the endpoint takes.
 * Declared as a bean and used as {@code process: {ref: accountMapping}}:
 *
 * <pre>{@code
 * camel.beans.accountMapping = #class:io.sfsync.camel.MappingProcessor
 * camel.beans.accountMapping.mapping = file:mappings/accounts.yaml
 * }</pre>
 *
 * <p>One record becomes one map. A list, iterator or other sequence becomes a list. A record that the mapping rejects
 * fails the exchange; to keep the others, give the mapping to the endpoint, where it becomes an error record.
 */
public class MappingProcessor extends ServiceSupport implements Processor, CamelContextAware {
    private @Nullable CamelContext camelContext;
    private @Nullable String mapping;
    private @Nullable RecordMapping compiled;

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        compile();
    }

    private RecordMapping compile() {
        RecordMapping made = compiled;
        if (made == null) {
            if (mapping == null) {
                throw new IllegalArgumentException(
                        "the mapping processor needs its option mapping, such as file:mappings/accounts.yaml");
            }
            made = Objects.requireNonNull(References.mapping(getCamelContext(), mapping));
            compiled = made;
        }
        return made;
    }

    @Override
    public void process(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        exchange.getMessage().setBody(new MappedBody(compile()).of(body));
    }

    @Override
    public CamelContext getCamelContext() {
        return Objects.requireNonNull(camelContext, "no Camel context was set");
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public @Nullable String getMapping() {
        return mapping;
    }

    public void setMapping(@Nullable String mapping) {
        this.mapping = mapping;
    }
}
