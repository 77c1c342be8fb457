/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens XML from callers, who are strangers: no document types, so neither external entities nor entity bombs. */
public final class SafeXml {
    private static final XMLInputFactory FACTORY = factory();

    private SafeXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Opens a document and goes to its root element.
     *
     * @throws XMLStreamException if it is no XML or has a document type
     * @throws IOException if the request breaks off
     */
    public static XMLStreamReader open(InputStream in) throws XMLStreamException, IOException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type is not allowed");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                return reader;
            }
        }
        throw new XMLStreamException("there is no element");
    }
}
