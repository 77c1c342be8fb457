/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.io.IOException;
import java.util.List;

/**
 * Takes records with their outcomes while a run goes on. Called by one thread at a time, never with an empty list,
 * never with more than 1,000 records. A sink that throws fails the run.
 */
public interface OutcomeSink extends AutoCloseable {
    /** Takes the next records. */
    void accept(List<OutcomeRecord> records) throws Exception;

    /** The run is over; called once, also when the run broke. */
    @Override
    default void close() throws IOException {}
}
