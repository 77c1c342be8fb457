/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** Camel's property placeholders in YAML and JSON, where two closing braces may also end two maps. */
public final class Placeholders {
    private static final Pattern INNERMOST = Pattern.compile("\\{\\{[^{}\\n]*}}");

    private Placeholders() {}

    /**
     * The text with its placeholders resolved, those inside of others first.
     *
     * @throws IllegalArgumentException if a property is not set and has no default
     */
    public static String resolve(CamelContext context, String text) {
        String resolved = text;
        Matcher matcher = INNERMOST.matcher(resolved);
        while (matcher.find()) {
            String value = context.resolvePropertyPlaceholders(matcher.group());
            resolved = resolved.substring(0, matcher.start()) + value + resolved.substring(matcher.end());
            matcher = INNERMOST.matcher(resolved);
        }
        return resolved;
    }
}
