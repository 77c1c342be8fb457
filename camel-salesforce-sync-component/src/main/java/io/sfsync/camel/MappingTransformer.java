/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import org.apache.camel.spi.TransformerKey;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/**
 * Maps the body to a data type, with the same mapping that the endpoint takes. As a bean it is found by the name of its
 * type, as in {@code transformDataType: {toType: "sfsync:accounts"}}:
 *
 * <pre>{@code
 * camel.beans.accounts = #class:io.sfsync.camel.MappingTransformer
 * camel.beans.accounts.mapping = file:mappings/accounts.yaml
 * camel.beans.accounts.type = sfsync:accounts
 * }</pre>
 *
 * <p>Bodies are treated as by {@link MappingProcessor}.
 */
public class MappingTransformer extends Transformer {
    private @Nullable String mapping;
    private @Nullable String type;
    private @Nullable CamelContext registeredIn;
    private @Nullable MappedBody compiled;

    @Override
    public void transform(Message message, DataType from, DataType to) {
        message.setBody(compile().of(message.getBody()));
    }

    private synchronized MappedBody compile() {
        MappedBody made = compiled;
        if (made == null) {
            if (mapping == null) {
                throw new IllegalArgumentException(
                        "the mapping transformer needs its option mapping, such as file:mappings/accounts.yaml");
            }
            made = new MappedBody(Objects.requireNonNull(References.mapping(getCamelContext(), mapping)));
            compiled = made;
        }
        return made;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        compile();
    }

    @Override
    public void setCamelContext(CamelContext context) {
        super.setCamelContext(context);
        registerWhenComplete();
    }

    /** The mapping is read when the hub starts: before that not all that it may refer to is configured. */
    private synchronized void registerWhenComplete() {
        CamelContext context = getCamelContext();
        String name = type;
        if (context == null || name == null || mapping == null || registeredIn == context) {
            return;
        }
        registeredIn = context;
        if (context.isStarted() || context.isStarting()) {
            register(context, name);
        } else {
            context.addLifecycleStrategy(new LifecycleStrategySupport() {
                @Override
                public void onContextInitializing(CamelContext starting) {
                    register(starting, name);
                }
            });
        }
    }

    private void register(CamelContext context, String name) {
        setTo(name);
        context.getTransformerRegistry().put(new TransformerKey(new DataType(name)), this);
    }

    public @Nullable String getMapping() {
        return mapping;
    }

    /** The mapping: a file or resource of Camel, or {@code #bean}. */
    public void setMapping(@Nullable String mapping) {
        this.mapping = mapping;
        registerWhenComplete();
    }

    public @Nullable String getType() {
        return type;
    }

    /** The data type by whose name routes find it, such as {@code sfsync:accounts}; by default it is not registered. */
    public void setType(@Nullable String type) {
        this.type = type;
        registerWhenComplete();
    }
}
