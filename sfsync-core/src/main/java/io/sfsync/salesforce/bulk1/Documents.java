/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** The XML of Bulk API 1.0: flat elements with text in them, whose order matters. */
final class Documents {
    private static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();
    private static final XMLInputFactory READERS = readers();

    private Documents() {}

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The body that creates a job. */
    static byte[] job(Bulk1JobRequest job) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("operation", job.operation().wireName());
        fields.put("object", job.object());
        if (job.keyField() != null) {
            fields.put("externalIdFieldName", job.keyField());
        }
        fields.put("concurrencyMode", job.concurrencyMode().wireName());
        fields.put("contentType", "CSV");
        if (job.assignmentRuleId() != null) {
            fields.put("assignmentRuleId", job.assignmentRuleId());
        }
        return jobInfo(fields);
    }

    /** The body that changes the state of a job. */
    static byte[] state(String state) throws IOException {
        return jobInfo(Map.of("state", state));
    }

    private static byte[] jobInfo(Map<String, String> fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("jobInfo");
            xml.writeDefaultNamespace(NAMESPACE);
            for (Map.Entry<String, String> field : fields.entrySet()) {
                xml.writeStartElement(field.getKey());
                xml.writeCharacters(field.getValue());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("a job cannot be written as XML", e);
        }
        return out.toByteArray();
    }

    /** The fields of each element of this name, at any depth, in the order of the document. */
    static List<Map<String, String>> elements(InputStream body, String name) throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        try {
            XMLStreamReader xml = READERS.createXMLStreamReader(body);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(name)) {
                    found.add(fields(xml));
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("the answer is no XML of Bulk API 1.0: " + e.getMessage(), e);
        }
        return found;
    }

    private static Map<String, String> fields(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String field = xml.getLocalName();
            fields.put(field, xml.getElementText());
        }
        return fields;
    }
}
