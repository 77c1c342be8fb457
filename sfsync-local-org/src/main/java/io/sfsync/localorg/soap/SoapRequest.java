/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soap;

import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.SafeXml;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A SOAP request, as far as the calls here need it.
 *
 * @param operation the local name of the body's first element, such as {@code login}
 * @param texts the text of every leaf element by local name; of repeated ones the first
 */
record SoapRequest(String operation, Map<String, String> texts) {
    SoapRequest {
        texts = Map.copyOf(texts);
    }

    /**
     * Reads the call's body.
     *
     * @throws ApiException a fault if it is no SOAP envelope or has a document type
     */
    static SoapRequest read(Call call) throws IOException {
        if (call.header("SOAPAction").isEmpty()) {
            throw new ApiException(500, "INVALID_SOAP_HEADER", "SOAPAction HTTP header missing");
        }
        try {
            XMLStreamReader reader = SafeXml.open(call.body());
            if (!reader.getLocalName().equals("Envelope")) {
                throw broken("the root element is not an Envelope");
            }
            return read(reader);
        } catch (XMLStreamException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static SoapRequest read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> texts = new LinkedHashMap<>();
        String operation = "";
        boolean inBody = false;
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    String name = reader.getLocalName();
                    if (inBody && operation.isEmpty()) {
                        operation = name;
                    }
                    inBody = inBody || name.equals("Body");
                }
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    texts.putIfAbsent(reader.getLocalName(), text.toString().strip());
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return new SoapRequest(operation, texts);
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private static ApiException broken(String why) {
        return new ApiException(500, "INVALID_SOAP_HEADER", "Unable to parse the request: " + why);
    }
}
