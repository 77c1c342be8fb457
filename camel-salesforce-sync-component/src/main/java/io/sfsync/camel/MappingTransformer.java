/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import java.util.Objects;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;

/**
 * Maps the body to a data type, with the same mapping that the endpoint takes. Bodies are treated as by
 * {@link MappingProcessor}.
 */
public class MappingTransformer extends Transformer {
    private @Nullable String mapping;
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

    public @Nullable String getMapping() {
        return mapping;
    }

    public void setMapping(@Nullable String mapping) {
        this.mapping = mapping;
    }
}
