/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress, warnings and errors
 * @param interactive whether a person watches, so that a line may be rewritten
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
    /** Shows the progress of runs on {@link #err}. */
    Progress progress() {
        return new Progress(err, interactive, System::nanoTime, Heartbeat.every(Duration.ofMillis(500)));
    }
}
