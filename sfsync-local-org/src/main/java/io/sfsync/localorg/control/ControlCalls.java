/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.control;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultPlan;
import io.sfsync.localorg.fault.FaultReader;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.CallHandler;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.RequestLog;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The control calls. They need no session: the org listens on loopback only. */
public final class ControlCalls implements CallGroup {
    private final FaultPlan faults;
    private final Switches switches;
    private final Supplier<RequestLog> requests;
    private final Supplier<Map<String, Object>> activity;
    private final Runnable reset;
    private final Runnable endSessions;

    /**
     * The calls.
     *
     * @param requests gives the log of requests
     * @param activity gives what was done: rows by operation, jobs at the same time
     * @param reset makes the org clean
     * @param endSessions ends every session
     */
    public ControlCalls(
            FaultPlan faults,
            Switches switches,
            Supplier<RequestLog> requests,
            Supplier<Map<String, Object>> activity,
            Runnable reset,
            Runnable endSessions) {
        this.faults = faults;
        this.switches = switches;
        this.requests = requests;
        this.activity = activity;
        this.reset = reset;
        this.endSessions = endSessions;
    }

    @Override
    public void register(Router router) {
        add(router, "GET", "faults", "Lists the armed faults and how often they struck", call -> listFaults());
        add(router, "POST", "faults", "Arms a fault or a list of faults", this::arm);
        add(router, "DELETE", "faults", "Disarms all faults", call -> done(faults::clear));
        add(router, "GET", "switches", "Lists the switches", call -> Answer.json(200, switches.list()));
        add(router, "PUT", "switches", "Sets switches by name, and leaves the others", this::turn);
        add(
                router,
                "DELETE",
                "switches",
                "Sets all switches to what they were at the start",
                call -> done(switches::reset));
        add(
                router,
                "GET",
                "requests",
                "Lists what was received: totals, counts by route, the last calls",
                call -> Answer.json(200, received()));
        add(
                router,
                "GET",
                "activity",
                "Tells what was done: rows by operation, jobs at the same time",
                call -> Answer.json(200, activity.get()));
        add(
                router,
                "POST",
                "reset",
                "Makes the org clean: records, jobs, faults, switches, log and quota",
                call -> done(reset));
        add(router, "POST", "sessions/expire", "Ends every session", call -> done(endSessions));
        add(router, "GET", "calls", "Lists every call that the org answers", call -> Answer.json(200, calls(router)));
    }

    private static void add(Router router, String method, String path, String description, CallHandler handler) {
        Route route = Route.of(Family.CONTROL, method, "/control/" + path, description)
                .source("The local org's own", Confidence.TESTED);
        router.add(route, call -> {
            try {
                return handler.handle(call);
            } catch (IllegalArgumentException e) {
                throw new ApiException(400, "INVALID_CONTROL_REQUEST", String.valueOf(e.getMessage()));
            }
        });
    }

    private static Answer done(Runnable action) {
        action.run();
        return Answer.empty(204);
    }

    private Answer listFaults() {
        List<Map<String, Object>> list = new ArrayList<>();
        faults.strikes().forEach((fault, strikes) -> list.add(FaultReader.write(fault, strikes)));
        return Answer.json(200, list);
    }

    private Answer arm(Call call) throws IOException {
        List<Fault> read = FaultReader.read(Json.body(call));
        read.forEach(faults::add);
        return Answer.empty(204);
    }

    private Answer turn(Call call) throws IOException {
        Switches.read(Json.body(call)).forEach(switches::set);
        return Answer.empty(204);
    }

    private Map<String, Object> received() {
        RequestLog log = requests.get();
        List<Map<String, Object>> last = new ArrayList<>();
        for (RequestLog.Entry entry : log.list()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("number", entry.number());
            item.put("time", entry.time().toString());
            item.put("route", entry.route());
            item.put("method", entry.method());
            item.put("uri", entry.uri());
            item.put("status", entry.status());
            last.add(item);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("total", log.total());
        body.put("countsByRoute", log.countsByRoute());
        body.put("last", last);
        return body;
    }

    private static List<Map<String, Object>> calls(Router router) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (Route route : router.routes()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("method", route.method());
            item.put("path", route.template());
            item.put("description", route.description());
            item.put("source", route.source());
            item.put("confidence", route.confidence().name());
            item.put("verifiedBy", route.verifiedBy());
            calls.add(item);
        }
        return calls;
    }
}
