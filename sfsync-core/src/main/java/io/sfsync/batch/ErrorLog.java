/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.RecordError;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The reasons of a run's outcomes: one JSON array a line, found by its offset. Safe for use by many threads. */
final class ErrorLog implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<RecordError>> ERRORS = new TypeReference<>() {};
    private static final int CHUNK = 1 << 12;

    private final SteadyFile file;
    private long end;
    private List<RecordError> last = List.of();
    private long lastOffset;

    ErrorLog(RunFolder folder, Path path) throws IOException {
        this.file = new SteadyFile(folder, path);
        this.end = file.size();
    }

    /** Appends these errors; the same list twice in a row is kept once. */
    synchronized long add(List<RecordError> errors) throws IOException {
        if (errors.equals(last)) {
            return lastOffset;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(JSON.writeValueAsBytes(errors));
        line.write('\n');
        long offset = end;
        file.write(ByteBuffer.wrap(line.toByteArray()), offset);
        end += line.size();
        last = errors;
        lastOffset = offset;
        return offset;
    }

    List<RecordError> get(long offset) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long at = offset;
        while (true) {
            file.read(chunk.clear(), at);
            if (chunk.flip().limit() == 0) {
                throw new IOException("the errors of a record cannot be read: the file ends at " + at);
            }
            while (chunk.hasRemaining()) {
                byte next = chunk.get();
                if (next == '\n') {
                    return JSON.readValue(line.toByteArray(), ERRORS);
                }
                line.write(next);
            }
            at = offset + line.size();
        }
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
