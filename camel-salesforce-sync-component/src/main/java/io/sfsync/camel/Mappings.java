/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.pipeline.Placeholders;
import io.sfsync.mapping.MappingContext;
import io.sfsync.mapping.MappingFile;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.mapping.Transform;
import io.sfsync.mapping.Transforms;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Reads mapping files as resources of Camel, with its placeholders, languages and beans. */
final class Mappings {
    private final CamelContext context;
    private final MappingContext.IdMaps idMaps;

    /** @param idMaps finds the id maps that a file refers to */
    Mappings(CamelContext context, MappingContext.IdMaps idMaps) {
        this.context = context;
        this.idMaps = idMaps;
    }

    /**
     * The mapping of this resource.
     *
     * @throws IllegalArgumentException if it cannot be read or is no mapping
     */
    RecordMapping read(String location) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, location)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return MappingFile.parse(
                    location, new StringReader(Placeholders.resolve(context, text)), contextOf(location));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "mapping=" + location + " cannot be read: name a file as file:mappings/accounts.yaml or a resource"
                            + " as classpath:accounts.yaml",
                    e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("mapping=" + location + ": " + e.getMessage(), e);
        }
    }

    private MappingContext contextOf(String location) {
        Transforms transforms = Transforms.BUILT_IN.plus(context.getRegistry().findByTypeWithName(Transform.class));
        return new MappingContext(
                transforms, new CamelExpressions(context), name -> open(beside(location, name)), idMaps);
    }

    /** A name without a scheme stands beside the mapping file. */
    private static String beside(String location, String name) {
        if (ResourceHelper.hasScheme(name)) {
            return name;
        }
        int folder = Math.max(location.lastIndexOf('/'), location.indexOf(':'));
        return location.substring(0, folder + 1) + name;
    }

    private Reader open(String location) throws IOException {
        InputStream in = ResourceHelper.resolveResourceAsInputStream(context, location);
        if (in == null) {
            throw new FileNotFoundException(location);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
