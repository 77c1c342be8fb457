/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON array element by element, or the objects of a document one after the other. */
final class JsonRecordReader implements RecordReader {
    private static final Header NO_COLUMNS = Header.of(List.of());

    private final DecodingReader text;
    private final String name;
    private final Closeable underlying;
    private final RowShapes shapes = new RowShapes();
    private final ObjectMapper mapper = JsonSource.mapper();
    private final ObjectReader values = mapper.readerFor(Object.class)
            .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JsonParser parser;
    private boolean inArray;
    private long position;

    JsonRecordReader(Reader json, DecodingReader text, String name, Closeable underlying) throws IOException {
        this.text = text;
        this.name = name;
        this.underlying = underlying;
        this.parser = mapper.getFactory().createParser(json);
        parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        start();
    }

    private void start() throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new UnreadableSourceException(name + " is empty: neither a JSON array nor an object");
            }
            if (first == JsonToken.START_ARRAY) {
                inArray = true;
                parser.nextToken();
            } else if (first != JsonToken.START_OBJECT) {
                throw new UnreadableSourceException(
                        name + " is neither a JSON array nor an object: it starts with a single value");
            }
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        try {
            JsonToken token = parser.currentToken();
            if (token == null || (inArray && token == JsonToken.END_ARRAY)) {
                return end();
            }
            position++;
            long line = parser.currentTokenLocation().getLineNr();
            Object value = values.readValue(parser);
            parser.nextToken();
            return record(line, value);
        } catch (JsonProcessingException e) {
            throw broken(e);
        }
    }

    private @Nullable SourceRecord end() throws IOException {
        if (inArray && parser.nextToken() != null) {
            throw new UnreadableSourceException(name + " goes on after the end of its JSON array" + at(parser));
        }
        inArray = false;
        return null;
    }

    private SourceRecord record(long line, @Nullable Object value) throws IOException {
        if (!(value instanceof Map<?, ?> map)) {
            return SourceRecord.malformed(
                    position, line, NO_COLUMNS, mapper.writeValueAsString(value), "is no JSON object");
        }
        if (text.sawMalformed()) {
            String raw = mapper.writeValueAsString(map);
            if (DecodingReader.hasEscape(raw.toCharArray(), 0, raw.length())) {
                return SourceRecord.malformed(
                        position,
                        line,
                        NO_COLUMNS,
                        DecodingReader.visible(raw),
                        "has a byte that is not " + text.charsetName()
                                + "; if the source is written in another encoding, name it in the option charset");
            }
        }
        return shapes.toRecord(position, line, map);
    }

    private UnreadableSourceException broken(JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new UnreadableSourceException(
                name + " is broken JSON after record " + Math.max(0, position - 1) + place + ": "
                        + JsonSource.reason(e),
                e);
    }

    private static String at(JsonParser parser) {
        JsonLocation where = parser.currentTokenLocation();
        return " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    @Override
    public void close() throws IOException {
        underlying.close();
    }
}
