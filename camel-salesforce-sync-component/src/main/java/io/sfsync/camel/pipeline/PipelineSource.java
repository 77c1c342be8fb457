/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of a pipeline come from.
 *
 * @param uri the endpoint that a route reads from
 * @param file the file that it reads once, {@code null} where it is an endpoint of another kind
 * @param contentType what the text of the source is, such as {@code text/csv}; empty where names or endpoints tell
 */
public record PipelineSource(String uri, @Nullable Path file, String contentType) {
    /** A file that is read once and left where it is. */
    static PipelineSource ofFile(Path file, String contentType) {
        Path absolute = file.toAbsolutePath().normalize();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("fileName", String.valueOf(absolute.getFileName()));
        options.put("includeHiddenFiles", true);
        options.put("noop", true);
        options.put("idempotent", false);
        options.put("initialDelay", 0);
        options.put("repeatCount", 1);
        // a file that is gone by then ends the run with an error, rather than never
        options.put("sendEmptyMessageWhenIdle", true);
        return new PipelineSource("file:" + absolute.getParent() + "?" + query(options), absolute, contentType);
    }

    static PipelineSource ofEndpoint(String uri, Map<String, Object> parameters) {
        String all = parameters.isEmpty() ? uri : uri + (uri.contains("?") ? "&" : "?") + query(parameters);
        return new PipelineSource(all, null, "");
    }

    static String query(Map<String, Object> options) {
        return URISupport.createQueryString(options);
    }
}
