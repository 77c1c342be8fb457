/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.nio.file.Path;

/**
 * Where the error records of runs go: to a file for each run.
 *
 * @param pattern its path, with <code>{runId}</code> in the place of the run's id
 */
record ErrorFile(Path pattern) {
    private static final String RUN_ID = "{runId}";
    private static final String SCHEME = "file:";

    /** {@code errors/NAME-{runId}.csv} in the hub's folder: where they go if nobody says otherwise. */
    static ErrorFile named(HubHome home, String name) {
        return new ErrorFile(home.folder()
                .resolve("errors")
                .resolve(name + "-" + RUN_ID + ".csv")
                .toAbsolutePath()
                .normalize());
    }

    /** What the option {@code errors} of an endpoint says. */
    static ErrorFile ofOption(Object option) {
        return new ErrorFile(Path.of(option.toString().replaceFirst("^" + SCHEME, "")));
    }

    /** As the option {@code errors} of an endpoint. */
    String option() {
        return SCHEME + pattern;
    }

    /** The file of one run. */
    Path of(String runId) {
        return Path.of(pattern.toString().replace(RUN_ID, runId));
    }
}
