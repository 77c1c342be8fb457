/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object a line. A line that is none is a malformed record. */
final class NdjsonRecordReader implements RecordReader {
    private static final Header NO_COLUMNS = Header.of(List.of());

    private final BufferedReader lines;
    private final DecodingReader text;
    private final Closeable underlying;
    private final RowShapes shapes = new RowShapes();
    private final ObjectReader json = JsonSource.mapper().readerFor(new TypeReference<Map<String, Object>>() {});
    private long position;
    private long line;

    NdjsonRecordReader(DecodingReader text, Closeable underlying) {
        this(new BufferedReader(text), text, underlying);
    }

    NdjsonRecordReader(BufferedReader lines, DecodingReader text, Closeable underlying) {
        this.lines = lines;
        this.text = text;
        this.underlying = underlying;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        String current = lines.readLine();
        line++;
        while (current != null && current.isBlank()) {
            current = lines.readLine();
            line++;
        }
        if (current == null) {
            return null;
        }
        position++;
        return record(current);
    }

    private SourceRecord record(String current) throws IOException {
        if (text.sawMalformed() && DecodingReader.hasEscape(current.toCharArray(), 0, current.length())) {
            return malformed(
                    current,
                    "has a byte that is not " + text.charsetName()
                            + "; if the source is written in another encoding, name it in the option charset");
        }
        try {
            Map<String, Object> map = json.readValue(current);
            return map == null
                    ? malformed(current, "is null, not a JSON object")
                    : shapes.toRecord(position, line, map);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at column " + e.getLocation().getColumnNr();
            return malformed(current, "is no JSON object" + where + ": " + JsonSource.reason(e));
        }
    }

    private SourceRecord malformed(String raw, String problem) {
        return SourceRecord.malformed(position, line, NO_COLUMNS, DecodingReader.visible(raw), problem);
    }

    @Override
    public void close() throws IOException {
        underlying.close();
    }
}
