/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.CsvOutcomeSink;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.OutcomeSink;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the records that did not succeed in the run's folder, so that they can be sent again, and hands them on. */
final class KeptErrors implements OutcomeSink {
    private final CsvOutcomeSink kept;
    private final @Nullable OutcomeSink next;

    private KeptErrors(CsvOutcomeSink kept, @Nullable OutcomeSink next) {
        this.kept = kept;
        this.next = next;
    }

    /** The sink itself where nothing is kept. */
    static @Nullable OutcomeSink beside(@Nullable OutcomeSink sink, @Nullable Ledger ledger, String runId) {
        return ledger == null ? sink : new KeptErrors(new CsvOutcomeSink(ledger.failed(runId)), sink);
    }

    /** What the other sink does not take is offered again, so that it comes first. */
    @Override
    public void accept(List<OutcomeRecord> records) throws Exception {
        if (next != null) {
            next.accept(records);
        }
        kept.accept(records);
    }

    @Override
    public void close() throws IOException {
        try (kept) {
            if (next != null) {
                next.close();
            }
        }
    }
}
