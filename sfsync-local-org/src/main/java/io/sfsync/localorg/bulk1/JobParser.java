/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.SafeXml;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the properties of a {@code jobInfo} in XML or JSON. */
final class JobParser {
    /** The order of elements in the schema, which XML must keep (Bulk API Developer Guide, JobInfo). */
    private static final List<String> SEQUENCE = List.of(
            "id",
            "operation",
            "object",
            "createdById",
            "createdDate",
            "systemModstamp",
            "state",
            "externalIdFieldName",
            "concurrencyMode",
            "contentType",
            "numberBatchesQueued",
            "numberBatchesInProgress",
            "numberBatchesCompleted",
            "numberBatchesFailed",
            "numberBatchesTotal",
            "numberRecordsProcessed",
            "numberRetries",
            "apiVersion",
            "assignmentRuleId",
            "numberRecordsFailed",
            "totalProcessingTime",
            "apiActiveProcessingTime",
            "apexProcessingTime");

    private JobParser() {}

    static Map<String, String> read(Call call) throws IOException {
        return call.mediaType().contains("json") ? json(call) : xml(call);
    }

    private static Map<String, String> json(Call call) throws IOException {
        JsonNode body;
        try {
            body = Json.body(call);
        } catch (ApiException e) {
            throw ClassicErrors.invalidJob("Unable to parse Job");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        body.properties().forEach(property -> {
            // force-wsc sends every property of its class, so unknown ones do not matter.
            if (!property.getValue().isNull()) {
                properties.put(property.getKey(), property.getValue().asText());
            }
        });
        return properties;
    }

    private static Map<String, String> xml(Call call) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        try {
            XMLStreamReader reader = SafeXml.open(call.body());
            if (!reader.getLocalName().equals("jobInfo")) {
                throw ClassicErrors.invalidJob("Unable to parse Job");
            }
            int last = -1;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    int place = SEQUENCE.indexOf(name);
                    if (place <= last) {
                        throw ClassicErrors.invalidJob("Unable to parse Job");
                    }
                    last = place;
                    properties.put(name, reader.getElementText().strip());
                }
            }
        } catch (XMLStreamException e) {
            throw new ApiException(400, "InvalidXML", String.valueOf(e.getMessage()));
        }
        return properties;
    }
}
