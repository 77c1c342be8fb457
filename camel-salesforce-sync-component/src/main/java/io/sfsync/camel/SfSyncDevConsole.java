/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.connection.CamelOrgConnection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/** Shows the connections and the last run of each endpoint; never calls Salesforce. */
@DevConsole(name = "sfsync", displayName = "Salesforce Sync", description = "Connections and last runs of sfsync")
public class SfSyncDevConsole extends AbstractDevConsole {
    public SfSyncDevConsole() {
        super("camel", "sfsync", "Salesforce Sync", "Connections and last runs of sfsync");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (SfSyncComponent component : SfSyncComponents.of(getCamelContext())) {
            logins(component).forEach((name, login) -> line(text, "login by " + name, login));
            component.lastRuns().byEndpoint().forEach((uri, run) -> line(text, uri, run.summary()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        JsonObject logins = new JsonObject();
        JsonObject runs = new JsonObject();
        for (SfSyncComponent component : SfSyncComponents.of(getCamelContext())) {
            logins.putAll(logins(component));
            component
                    .lastRuns()
                    .byEndpoint()
                    .forEach((uri, run) ->
                            runs.put(uri, new JsonObject(run.result().toMap())));
            root.put("runsGoingOn", component.runs().size());
        }
        root.put("logins", logins);
        root.put("lastRuns", runs);
        return root;
    }

    private static Map<String, String> logins(SfSyncComponent component) {
        Map<String, String> logins = new LinkedHashMap<>();
        for (Map.Entry<String, CamelOrgConnection> entry :
                component.connections().opened().entrySet()) {
            IOException failure = entry.getValue().loginFailure();
            logins.put(entry.getKey(), failure == null ? "ok" : String.valueOf(failure.getMessage()));
        }
        return logins;
    }
}
