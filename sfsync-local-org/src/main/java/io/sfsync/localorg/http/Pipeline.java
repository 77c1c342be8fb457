/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a call: route, filters, version, session, quota, handler, and errors in the shape of the family. */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final Router router;
    private final Authenticator authenticator;
    private final ApiUsage usage;
    private final List<Filter> filters;

    Pipeline(Router router, Authenticator authenticator, ApiUsage usage, List<Filter> filters) {
        this.router = router;
        this.authenticator = authenticator;
        this.usage = usage;
        this.filters = List.copyOf(filters);
    }

    /** A call's answer and the name of its route, which is empty for unknown paths. */
    record Result(Answer answer, String route) {}

    Result run(Call call) throws IOException {
        Family family = ErrorBodies.familyOf(call.path());
        String name = "";
        try {
            Router.Found found = router.find(call);
            family = found.route().family();
            name = found.route().name();
            return new Result(guarded(call, found), name);
        } catch (ApiException e) {
            boolean unknownPath = name.isEmpty() && e.status() == 404;
            return new Result(
                    ErrorBodies.render(unknownPath && family == Family.BULK1 ? invalidUrl() : e, call, family), name);
        }
    }

    private Answer guarded(Call call, Router.Found found) throws IOException {
        Route route = found.route();
        CallHandler chain = current -> rendered(current, found);
        for (int i = filters.size() - 1; i >= 0; i--) {
            Filter filter = filters.get(i);
            CallHandler next = chain;
            chain = current -> filter.filter(current, route, next);
        }
        Answer answer = chain.handle(call);
        return route.family() == Family.REST && call.hasSession() ? withLimits(answer) : answer;
    }

    private Answer rendered(Call call, Router.Found found) throws IOException {
        try {
            return handled(call, found);
        } catch (ApiException e) {
            return ErrorBodies.render(e, call, found.route().family());
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            LOG.warn("{} failed", found.route().name(), e);
            return ErrorBodies.render(unexpected(), call, found.route().family());
        }
    }

    private Answer handled(Call call, Router.Found found) throws IOException {
        Route route = found.route();
        checkVersion(call, route);
        if (route.sessionRequired()) {
            call.session(authenticator.authenticate(call, route.family()));
            if (usage.remaining() == 0) {
                throw overQuota(route.family());
            }
            usage.count();
        }
        return found.handler().handle(call);
    }

    private Answer withLimits(Answer answer) {
        return answer.header("Sforce-Limit-Info", "api-usage=" + usage.used() + "/" + usage.max());
    }

    static void checkVersion(Call call, Route route) {
        if (!route.template().contains("{version}")
                || ApiVersion.parse(call.parameter("version")).isPresent()) {
            return;
        }
        throw switch (route.family()) {
            case SOAP -> new ApiException(500, "UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
            case BULK1 -> new ApiException(400, "InvalidVersion", "Invalid Api version specified on URL");
            default -> ApiException.notFound();
        };
    }

    /** Bulk API Developer Guide, Errors. */
    private static ApiException invalidUrl() {
        return new ApiException(400, "InvalidUrl", "The URI specified is invalid.");
    }

    private static ApiException overQuota(Family family) {
        return family == Family.BULK1
                ? new ApiException(400, "ExceededQuota", "TotalRequests Limit exceeded.")
                : new ApiException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }

    /** 500 with an error id, in the recorded words. */
    static ApiException unexpected() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = random.nextInt(100_000_000, 2_000_000_000) + "-" + random.nextInt(10_000, 99_999);
        return new ApiException(
                500,
                "UNKNOWN_EXCEPTION",
                "An unexpected error occurred. Please include this ErrorId if you contact support: " + id + " (-"
                        + random.nextInt(100_000_000, 2_000_000_000) + ")");
    }
}
