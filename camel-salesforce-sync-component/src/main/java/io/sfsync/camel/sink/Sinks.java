/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.sink;

import io.sfsync.outcome.OutcomeSink;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;

/**
 * What the option {@code errors} or {@code successes} names: {@code #bean}, {@code file:path} or a path for a file of
 * CSV, or the URI of an endpoint. In the name of a file, <code>{runId}</code> stands for the id of the run.
 */
public final class Sinks {
    private static final String FILE = "file:";

    private final CamelContext context;
    private final String option;
    private final String target;

    /**
     * @param option the name of the option, for messages
     * @param target its value
     */
    public Sinks(CamelContext context, String option, String target) {
        this.context = context;
        this.option = option;
        this.target = target.trim();
    }

    /**
     * Checks that what the option names is there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void check() {
        if (target.isEmpty()) {
            throw new IllegalArgumentException(option + " must name an endpoint, a #bean or a file, was empty");
        }
        if (isBean()) {
            bean();
        } else if (isEndpoint()) {
            endpoint();
        } else {
            file().check();
        }
    }

    /**
     * Refuses to write over what is loaded.
     *
     * @param source the file that is loaded
     * @param runId the id of the run, {@code null} for one that nobody has had yet
     * @throws IllegalArgumentException if this writes to that very file
     */
    public void refuse(Path source, @Nullable String runId) {
        if (isFile()) {
            file().refuse(source, runId);
        }
    }

    /**
     * Refuses to write two things to one file.
     *
     * @throws IllegalArgumentException if the other writes to the same file
     */
    public void refuse(Sinks other) {
        if (isFile() && other.isFile()) {
            file().refuse(other.file());
        }
    }

    /** Whether it names a file, neither a bean nor an endpoint. */
    public boolean isFile() {
        return !isBean() && !isEndpoint();
    }

    /**
     * Opens a sink.
     *
     * @param headersByRunId the headers of the exchanges that an endpoint gets
     */
    public OutcomeSink open(ProducerTemplate template, Function<String, Map<String, Object>> headersByRunId) {
        if (isBean()) {
            return bean();
        }
        return isEndpoint() ? new EndpointSink(template, endpoint(), headersByRunId) : new FileSink(file());
    }

    private boolean isBean() {
        return target.startsWith("#");
    }

    private boolean isEndpoint() {
        return !target.startsWith(FILE) && target.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.+");
    }

    private SinkFile file() {
        return new SinkFile(option, target, target.startsWith(FILE) ? target.substring(FILE.length()) : target);
    }

    private OutcomeSink bean() {
        String name = target.substring(1).replaceFirst("^bean:", "");
        Object bean = CamelContextHelper.lookup(context, name);
        if (bean instanceof OutcomeSink sink) {
            return sink;
        }
        throw new IllegalArgumentException(option + "=" + target + " must name an OutcomeSink in the registry, "
                + (bean == null
                        ? "where nothing has the name " + name
                        : "where " + name + " is a " + bean.getClass().getName()));
    }

    private Endpoint endpoint() {
        try {
            return CamelContextHelper.getMandatoryEndpoint(context, target);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    option + "=" + target + " must be an endpoint that this hub has, a #bean,"
                            + " or a file written as file:path (" + e.getMessage() + ")",
                    e);
        }
    }
}
