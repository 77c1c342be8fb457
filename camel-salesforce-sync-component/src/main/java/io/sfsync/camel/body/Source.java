/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.body;

import io.sfsync.record.RecordReader;
import java.io.Closeable;
import java.io.IOException;

/**
 * A body as the records of one run.
 *
 * @param reader reads them; to be closed
 * @param isOneRecord whether the body itself is one record, so that its rejection is the exchange's
 */
public record Source(RecordReader reader, boolean isOneRecord) implements Closeable {
    @Override
    public void close() throws IOException {
        reader.close();
    }
}
