/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.io.IOException;
import java.util.stream.Stream;

/** Where the outcomes of a run lie on disk, to be read when somebody asks for them. */
@FunctionalInterface
public interface OutcomeSource {
    /**
     * One outcome per record, in source order, read lazily.
     *
     * @return a stream over open files: close it
     * @throws IOException if the run's folder cannot be read, for example because it has been deleted since
     */
    Stream<RecordOutcome> open() throws IOException;
}
