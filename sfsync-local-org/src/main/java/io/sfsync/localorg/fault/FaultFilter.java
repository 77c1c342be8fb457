/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallHandler;
import io.sfsync.localorg.http.Ending;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Filter;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Sleeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Lets armed faults strike requests; control calls are spared. */
public final class FaultFilter implements Filter {
    private final FaultPlan plan;
    private final Runnable endSessions;
    private final Sleeper sleeper;

    /**
     * A filter.
     *
     * @param endSessions ends every session of the org
     */
    public FaultFilter(FaultPlan plan, Runnable endSessions, Sleeper sleeper) {
        this.plan = plan;
        this.endSessions = endSessions;
        this.sleeper = sleeper;
    }

    @Override
    public Answer filter(Call call, Route route, CallHandler next) throws IOException {
        if (route.family() == Family.CONTROL) {
            return next.handle(call);
        }
        CallHandler handler = next;
        for (Fault fault : plan.striking(route.name())) {
            CallHandler inner = handler;
            handler = current -> strike(fault, current, route, inner);
        }
        return handler.handle(call);
    }

    private Answer strike(Fault fault, Call call, Route route, CallHandler next) throws IOException {
        return switch (fault.name()) {
            case SESSION_EXPIRES -> {
                endSessions.run();
                yield next.handle(call);
            }
            case DROP_BEFORE -> Answer.empty(200).ending(Ending.DROPPED);
            case DROP_AFTER -> next.handle(call).ending(Ending.DROPPED);
            case TRUNCATE ->
                next.handle(call).withKnownLength().ending(new Ending(fault.bytes(), Duration.ZERO, Integer.MAX_VALUE));
            case SLOW -> {
                sleeper.sleep(fault.delay());
                yield next.handle(call);
            }
            case JUNK -> Answer.text(200, "text/html;charset=UTF-8", "<html><body>Down for maintenance</body></html>");
            case RESULTS_LATE -> resultsLate(call, route, next);
            case RESULTS_SMALL -> next.handle(call.withQuery("maxRecords", Integer.toString(fault.rows())));
            case POISON -> poisoned(fault, call, route, next);
            default -> throw refusal(fault.name(), route.family());
        };
    }

    private static Answer poisoned(Fault fault, Call call, Route route, CallHandler next) throws IOException {
        byte[] body = call.body().readAllBytes();
        boolean struck = new String(body, StandardCharsets.UTF_8).contains(fault.text())
                || call.rawQuery().contains(fault.text());
        if (struck) {
            throw refusal(FaultName.SERVER_ERROR, route.family());
        }
        return next.handle(call.withBody(body));
    }

    private static Answer resultsLate(Call call, Route route, CallHandler next) throws IOException {
        boolean results =
                route.template().endsWith("Results") || route.template().endsWith("records");
        return results ? next.handle(call).firstLineOnly() : next.handle(call);
    }

    private static ApiException refusal(FaultName name, Family family) {
        boolean bulk1 = family == Family.BULK1;
        return switch (name) {
            case UNAVAILABLE -> new ApiException(503, bulk1 ? "Unknown" : "SERVER_UNAVAILABLE", "Server Unavailable");
            case THROTTLED ->
                new ApiException(
                        429,
                        bulk1 ? "ExceededQuota" : "REQUEST_LIMIT_EXCEEDED",
                        "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
            case LIMIT_REACHED ->
                new ApiException(
                        bulk1 ? 400 : 403,
                        bulk1 ? "ExceededQuota" : "REQUEST_LIMIT_EXCEEDED",
                        "TotalRequests Limit exceeded.");
            default ->
                new ApiException(
                        500,
                        bulk1 ? "Unknown" : "UNKNOWN_EXCEPTION",
                        "An unexpected error occurred. Please include this ErrorId if you contact support:"
                                + " 1234567890-12345 (-1234567890)");
        };
    }
}
