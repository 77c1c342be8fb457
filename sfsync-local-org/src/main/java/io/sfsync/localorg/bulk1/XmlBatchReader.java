/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.http.SafeXml;
import io.sfsync.localorg.store.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Rows as {@code sObject} elements; {@code xsi:nil} empties a field, an empty element leaves it alone (Bulk API Developer Guide, Valid XML
 * Batch).
 */
final class XmlBatchReader implements BatchReader {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final InputStream in;
    private final XMLStreamReader reader;

    XmlBatchReader(InputStream in) throws IOException, BulkFailure {
        this.in = in;
        try {
            reader = SafeXml.open(in);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        if (!reader.getLocalName().equals("sObjects")) {
            throw BulkFailure.invalidBatch("Failed to parse XML. The root element is not sObjects");
        }
    }

    @Override
    public RowGroup next() throws BulkFailure {
        FieldRows rows = new FieldRows();
        try {
            while (!rows.isFull() && reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    readRecord(row);
                    rows.add(row);
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        return rows.toGroup();
    }

    private void readRecord(Map<String, Object> row) throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                readField(row, reader.getLocalName());
            }
        }
    }

    private void readField(Map<String, Object> row, String name) throws XMLStreamException {
        boolean nil = "true".equals(reader.getAttributeValue(XSI, "nil"));
        StringBuilder text = new StringBuilder();
        boolean related = false;
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                related = true;
                readRelated(row, name);
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            }
        }
        if (related || name.equals("type")) {
            return;
        }
        if (nil) {
            row.put(name, Row.CLEAR);
        } else if (!text.isEmpty()) {
            row.put(name, text.toString());
        }
    }

    /** Reads {@code <ReportsTo><sObject><type>…</type><Email>…</Email></sObject></ReportsTo>} from its sObject on. */
    private void readRelated(Map<String, Object> row, String relationship) throws XMLStreamException {
        String type = "";
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (!reader.isStartElement()) {
                continue;
            }
            String key = reader.getLocalName();
            String text = reader.getElementText();
            if (key.equals("type")) {
                type = text.strip() + ":";
            } else if (!text.isEmpty()) {
                row.put(type + relationship + "." + key, text);
            }
        }
    }

    private static BulkFailure broken(XMLStreamException e) {
        return BulkFailure.invalidBatch("Failed to parse XML. " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
