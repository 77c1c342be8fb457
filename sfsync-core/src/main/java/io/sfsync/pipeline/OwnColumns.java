/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The mapping of a pipeline that was given none: the columns of the source are the fields. */
final class OwnColumns implements RecordMapping {
    @Override
    public MappedRecord map(SourceRecord record) {
        @Nullable Object[] values = new @Nullable Object[record.header().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = record.cell(i);
        }
        return MappedRecord.of(record, record.header(), values);
    }

    @Override
    public String fingerprint() {
        return "own columns";
    }
}
