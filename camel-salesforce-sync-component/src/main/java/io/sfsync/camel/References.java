/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.sink.Sinks;
import io.sfsync.ledger.IdMapFile;
import io.sfsync.mapping.MappingContext;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.mapping.RecordMappings;
import io.sfsync.pipeline.SyncListener;
import io.sfsync.pipeline.SyncPipelineBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;

/**
 * What the options of an endpoint refer to, resolved once at its start.
 *
 * @param mapping the compiled mapping, or {@code null} where there is none
 * @param errors where records go that did not succeed, or {@code null}
 * @param successes where records go that succeeded, or {@code null}
 * @param listeners the listeners of each run
 */
record References(
        @Nullable RecordMapping mapping,
        @Nullable Sinks errors,
        @Nullable Sinks successes,
        List<SyncListener> listeners) {

    /**
     * Resolves the options.
     *
     * @throws IllegalArgumentException if one refers to what is not there or is not what it should be
     */
    static References resolve(CamelContext context, SfSyncConfiguration configuration) {
        Sinks errors = sinks(context, "errors", configuration.getErrors());
        Sinks successes = sinks(context, "successes", configuration.getSuccesses());
        if (errors != null && successes != null) {
            successes.refuse(errors);
        }
        return new References(
                withMissing(configuration.getMissing(), mapping(context, configuration.getMapping())),
                errors,
                successes,
                listeners(context, configuration.getListener()));
    }

    /**
     * Refuses a run that would write over what it loads.
     *
     * @param source the file that is loaded, {@code null} for what is no file
     * @param runId the id of the run, {@code null} for one that nobody has had yet
     */
    void refuseToOverwrite(@Nullable Path source, @Nullable String runId) {
        for (Sinks sinks : Arrays.asList(errors, successes)) {
            if (sinks != null && source != null) {
                sinks.refuse(source, runId);
            }
        }
    }

    private static @Nullable RecordMapping withMissing(@Nullable String words, @Nullable RecordMapping mapping) {
        if (words == null) {
            return mapping;
        }
        Set<String> all = Arrays.stream(words.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        return RecordMappings.withMissing(all, mapping == null ? RecordMappings.identity() : mapping);
    }

    /** The mapping of this bean or resource, with its placeholders resolved. */
    static @Nullable RecordMapping mapping(CamelContext context, @Nullable String location) {
        if (location == null) {
            return null;
        }
        if (location.startsWith("#")) {
            return bean(context, "mapping", location, RecordMapping.class);
        }
        return new Mappings(context, idMaps(context)).read(location);
    }

    private static MappingContext.IdMaps idMaps(CamelContext context) {
        return name -> {
            String folder =
                    context.getComponent("sfsync", SfSyncComponent.class).getLedger();
            if (folder == null) {
                throw new IllegalArgumentException("finds no id map '" + name
                        + "': id maps stand beside the ledger; set camel.component.sfsync.ledger");
            }
            return IdMapFile.named(
                    SyncPipelineBuilder.storesBeside(Path.of(folder)).resolve("idmaps"), name);
        };
    }

    private static @Nullable Sinks sinks(CamelContext context, String option, @Nullable String target) {
        if (target == null) {
            return null;
        }
        Sinks sinks = new Sinks(context, option, target);
        sinks.check();
        return sinks;
    }

    private static List<SyncListener> listeners(CamelContext context, @Nullable String names) {
        List<SyncListener> listeners = new ArrayList<>();
        if (names != null) {
            for (String name : names.split(",", -1)) {
                listeners.add(bean(context, "listener", name.trim(), SyncListener.class));
            }
        }
        return listeners;
    }

    private static <T> T bean(CamelContext context, String option, String reference, Class<T> type) {
        String name = reference.replaceFirst("^#(bean:)?", "");
        Object bean = CamelContextHelper.lookup(context, name);
        if (type.isInstance(bean)) {
            return type.cast(bean);
        }
        throw new IllegalArgumentException(option + "=" + reference + " must name a " + type.getSimpleName()
                + " in the registry, "
                + (bean == null
                        ? "where nothing has the name " + name
                        : "where " + name + " is a " + bean.getClass().getName()));
    }
}
