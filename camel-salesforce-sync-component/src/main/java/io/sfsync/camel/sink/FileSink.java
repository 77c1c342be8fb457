/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.sink;

import io.sfsync.outcome.CsvOutcomeSink;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.OutcomeSink;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the records of one run to a CSV file, whose name may hold the id of the run. */
final class FileSink implements OutcomeSink {
    private final SinkFile file;
    private @Nullable CsvOutcomeSink csv;

    FileSink(SinkFile file) {
        this.file = file;
    }

    @Override
    public void accept(List<OutcomeRecord> records) throws IOException {
        CsvOutcomeSink open = csv;
        if (open == null) {
            open = new CsvOutcomeSink(file.of(records.get(0).runId()));
            csv = open;
        }
        open.accept(records);
    }

    @Override
    public void close() throws IOException {
        if (csv != null) {
            csv.close();
        }
    }
}
