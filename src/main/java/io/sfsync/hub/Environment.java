/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import picocli.CommandLine.Option;

/** The options that every command takes which starts a Camel context. */
final class Environment {
    static final String DEFAULT = "dev";

    @Option(
            names = "--env",
            paramLabel = "NAME",
            defaultValue = DEFAULT,
            description = "The environment, which is Camel's profile: application-NAME.properties over"
                    + " application.properties. Default: ${DEFAULT-VALUE}, which loads into a local org.")
    private String name = DEFAULT;

    String name() {
        return name;
    }
}
