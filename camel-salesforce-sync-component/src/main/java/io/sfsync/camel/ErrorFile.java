/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.body.Bodies;
import io.sfsync.camel.body.Source;
import io.sfsync.pipeline.Replay;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.camel.Exchange;

/** Opens the records of a replay: an error file that is the body, or what the ledger keeps. */
final class ErrorFile {
    private ErrorFile() {}

    static Source open(Exchange exchange, Replay replay) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body == null || "".equals(body)) {
            return new Source(replay.kept(), false);
        }
        try (RecordReader errors = csv(exchange, body)) {
            return new Source(replay.corrected(errors), false);
        }
    }

    private static RecordReader csv(Exchange exchange, Object body) throws IOException {
        Path file = Bodies.localFile(body);
        if (file != null) {
            return RecordReaders.csv(file, CsvFormat.DEFAULT);
        }
        InputStream in = exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
        if (in == null) {
            throw new IllegalArgumentException("the body, a " + body.getClass().getName()
                    + ", is no error file; leave it empty to send again what the ledger keeps");
        }
        return RecordReaders.csv(in, CsvFormat.DEFAULT);
    }
}
