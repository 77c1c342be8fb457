/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.order.DuplicateSearch;
import io.sfsync.order.Spool;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds all records back on disk until the source has ended, since only then it is known which of them are sent. Where
 * another process goes on with a run, the records that it need not send are heard as well, so that it decides
 * as the first one did.
 */
final class DuplicateCutter implements BatchCutter {
    private final RunTools tools;
    private final BatchCutter target;
    private final Spool spool;
    private final KeyForm keyForm;
    private final DuplicateSearch duplicates;

    DuplicateCutter(RunTools tools, BatchCutter target, Spool spool, KeyForm keyForm, DuplicateSearch duplicates) {
        this.tools = tools;
        this.target = target;
        this.spool = spool;
        this.keyForm = keyForm;
        this.duplicates = duplicates;
    }

    @Override
    public void add(CheckedRecord record) throws IOException {
        spool.add(record);
        note(record);
    }

    @Override
    public boolean wantsKnown() {
        return true;
    }

    @Override
    public void known(CheckedRecord record) throws IOException {
        note(record);
        target.known(record);
    }

    private void note(CheckedRecord record) throws IOException {
        Object key = record.key();
        if (key != null) {
            duplicates.add(keyForm.of(key), record.source().position());
        }
    }

    @Override
    public void finish() throws Exception {
        while (tools.state().mayStart()) {
            CheckedRecord record = spool.next();
            if (record == null) {
                target.finish();
                return;
            }
            DuplicateSearch.Duplicate duplicate =
                    duplicates.find(record.source().position());
            if (duplicate == null) {
                target.add(record);
            } else {
                refuse(record.source(), duplicate);
            }
        }
    }

    private void refuse(SourceRecord source, DuplicateSearch.Duplicate duplicate) throws Exception {
        List<RecordError> why = Reasons.duplicateKey(tools.options().duplicateKeys(), duplicate.others());
        tools.settler().refuse(tools.log(), source, why);
    }

    @Override
    public void handOver() throws Exception {
        target.handOver();
    }

    @Override
    public @Nullable SourceRecord unsent() throws Exception {
        SourceRecord held = target.unsent();
        if (held != null) {
            return held;
        }
        CheckedRecord record = spool.next();
        return record == null ? null : record.source();
    }

    @Override
    public void close() throws IOException {
        try (spool;
                duplicates) {
            target.close();
        }
    }
}
