/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.pipeline;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * The route template {@code sfsync-pipeline}, which executes pipeline files. As a bean, such as
 * {@code camel.beans.pipelines = #class:io.sfsync.camel.pipeline.PipelineRoutes}, it is there for every route of a hub:
 *
 * <pre>{@code
 * - templatedRoute:
 *     routeTemplateRef: sfsync-pipeline
 *     routeId: accounts
 *     parameters:
 *       - {name: file, value: file:routes/pipelines/accounts.yaml}
 * }</pre>
 *
 * <p>The file is read and checked whole when the route is made. Parameters: {@code file}; {@code source}, an endpoint
 * for a file that has none; {@code errors}, where error records go if the file does not say; {@code folder}, what source
 * files are relative to, by default the working directory.
 */
public final class PipelineRoutes extends RouteBuilder {
    /** The id of the template. */
    public static final String TEMPLATE = "sfsync-pipeline";

    private static final String FILE = "file";
    private static final String SOURCE = "source";
    private static final String ERRORS = "errors";
    private static final String FOLDER = "folder";

    @Override
    public void configure() {
        // where a route reads from is a parameter, and only a converter may add some before the route is made
        getContext()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addRouteTemplateDefinitionConverter(TEMPLATE, this::resolve);
        routeTemplate(TEMPLATE)
                .templateParameter(FILE)
                .templateParameter(SOURCE, "")
                .templateParameter(ERRORS, "")
                .templateParameter(FOLDER, "")
                .templateParameter("pipelineFrom", "")
                .templateParameter("pipelineTo", "")
                .templateParameter("pipelineType", "")
                .from("{{pipelineFrom}}")
                .choice()
                .when(simple("'{{pipelineType}}' != ''"))
                .setHeader(Exchange.CONTENT_TYPE, constant("{{pipelineType}}"))
                .end()
                .to("{{pipelineTo}}");
    }

    private RouteDefinition resolve(RouteTemplateDefinition template, Map<String, Object> parameters) throws Exception {
        String location = text(parameters, FILE);
        PipelineFile file = PipelineFile.load(getContext(), location, Path.of(text(parameters, FOLDER)));
        String errors = text(parameters, ERRORS);
        if (!errors.isEmpty()) {
            file = file.withDefault(ERRORS, errors);
        }
        PipelineSource source = file.source();
        String from = source == null ? text(parameters, SOURCE) : source.uri();
        if (from.isEmpty()) {
            throw new IllegalArgumentException(location + " names no source; add source: to it, such as source:"
                    + " data/accounts.csv, or give the route template the parameter source, such as direct:accounts");
        }
        parameters.put("pipelineFrom", from);
        parameters.put("pipelineTo", file.target());
        parameters.put("pipelineType", source == null ? "" : source.contentType());
        return RouteTemplateDefinition.Converter.DEFAULT_CONVERTER.apply(template, parameters);
    }

    private static String text(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        return value == null ? "" : value.toString();
    }
}
