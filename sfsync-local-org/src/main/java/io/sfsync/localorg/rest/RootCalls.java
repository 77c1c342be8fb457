/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiVersion;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The versions that the org serves, and the resources of one. */
final class RootCalls implements CallGroup {
    private static final List<String> RESOURCES = List.of(
            "tooling", "folders", "limits", "recent", "search", "query", "queryAll", "composite", "jobs", "sobjects");

    @Override
    public void register(Router router) {
        router.add(
                Route.of(Family.REST, "GET", "/services/data", "Lists the versions; needs no session.")
                        .source("REST API Developer Guide, Versions", Confidence.DOCUMENTED),
                call -> Answer.json(200, versions()).xmlRoot("Versions"));
        router.add(
                Route.rest("GET", "/services/data/v{version}", "Lists the resources of a version.")
                        .source(
                                "recorded by tablexi/restforce-db; REST API Developer Guide, Resources by Version",
                                Confidence.RECORDED),
                RootCalls::resources);
    }

    /** Ascending; the version is a string. */
    private static List<Map<String, Object>> versions() {
        List<Map<String, Object>> versions = new ArrayList<>();
        for (int number = ApiVersion.OLDEST; number <= ApiVersion.NEWEST; number++) {
            Map<String, Object> version = new LinkedHashMap<>();
            version.put("label", label(number));
            version.put("url", "/services/data/v" + number + ".0");
            version.put("version", number + ".0");
            versions.add(version);
        }
        return versions;
    }

    /** Three releases a year: v20 was Winter '11, v21 Spring '11, v22 Summer '11. */
    static String label(int number) {
        String[] seasons = {"Winter", "Spring", "Summer"};
        return seasons[(number - 20) % 3] + " '" + (11 + (number - 20) / 3);
    }

    private static Answer resources(Call call) {
        String base = "/services/data/v" + call.apiVersion() + "/";
        Map<String, Object> resources = new LinkedHashMap<>();
        for (String resource : RESOURCES) {
            resources.put(resource, base + resource);
        }
        resources.put(
                "identity",
                call.host() + "/id/" + call.session().organizationId() + "/"
                        + call.session().userId());
        return Answer.json(200, resources);
    }
}
