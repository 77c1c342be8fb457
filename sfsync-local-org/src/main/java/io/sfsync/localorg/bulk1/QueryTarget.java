/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.ByteArena;
import io.sfsync.localorg.http.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the answer of a query to the result file of a batch. */
final class QueryTarget implements Closeable {
    private final ContentType type;
    private final List<String> columns;
    private final ClassicBatch batch;
    private final ByteArena line = new ByteArena(512);
    private @Nullable OutputStream out;
    private int rows;

    QueryTarget(ContentType type, List<String> columns, ClassicBatch batch) {
        this.type = type;
        this.columns = columns;
        this.batch = batch;
    }

    /** Adds a row of a CSV result. */
    void row(List<String> cells) throws IOException {
        OutputStream target = room();
        if (rows == 1) {
            csv(target, columns);
        }
        csv(target, cells);
    }

    /** Adds records of an XML or JSON result. */
    void page(List<Map<String, @Nullable Object>> records) throws IOException {
        for (Map<String, @Nullable Object> one : records) {
            OutputStream target = room();
            if (type == ContentType.JSON) {
                text(target, rows == 1 ? "[" : ",");
                target.write(Json.MAPPER.writeValueAsBytes(RecordForms.json(one)));
            } else {
                text(target, rows == 1 ? RecordForms.XML_START : "");
                text(target, RecordForms.xml(one));
            }
        }
    }

    /** The file for one more row. */
    private OutputStream room() throws IOException {
        OutputStream target = out == null ? open() : out;
        rows++;
        return target;
    }

    private OutputStream open() throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(batch.resultFile()), 1 << 16);
        return out;
    }

    private void finish() throws IOException {
        OutputStream target = out == null ? open() : out;
        if (rows == 0) {
            text(target, empty());
        } else if (type != ContentType.CSV) {
            text(target, type == ContentType.JSON ? "]" : "</queryResult>");
        }
        target.close();
        out = null;
        batch.count(rows, 0, 0);
        batch.move(BatchState.InProgress, BatchState.Completed);
    }

    private String empty() {
        return switch (type) {
            case CSV -> "Records not found for this query\n";
            case XML -> RecordForms.XML_START + "</queryResult>";
            case JSON -> "[]";
        };
    }

    private void csv(OutputStream target, List<String> cells) throws IOException {
        line.truncate(0);
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.add(',');
            }
            line.addQuoted(cells.get(i));
        }
        line.add('\n');
        line.writeTo(target, 0, line.length());
    }

    private static void text(OutputStream target, String text) throws IOException {
        target.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        finish();
    }
}
