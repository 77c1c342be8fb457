/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a record as it is: its columns are the target fields. An empty text is a missing value. */
final class IdentityMapping implements RecordMapping {
    @Override
    public MappedRecord map(SourceRecord record) {
        if (record.problem() != null) {
            return MappedRecord.rejected(record, MappingErrors.malformed(record));
        }
        @Nullable Object[] values = new @Nullable Object[record.header().size()];
        for (int i = 0; i < values.length; i++) {
            Object value = record.cell(i);
            values[i] = value instanceof CharSequence text && text.length() == 0 ? null : value;
        }
        return MappedRecord.of(record, record.header(), values);
    }

    @Override
    public Optional<Header> targets(Header source) {
        return Optional.of(source);
    }

    @Override
    public String fingerprint() {
        return "identity";
    }
}
