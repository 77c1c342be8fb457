/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every call that the org answers. Filled at start, then only read. */
public final class Router {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * Registers a call.
     *
     * @throws IllegalStateException if a call with this method and template is already there
     */
    public void add(Route route, CallHandler handler) {
        for (Entry entry : entries) {
            if (entry.route.name().equals(route.name())) {
                throw new IllegalStateException("the call " + route.name() + " is registered twice");
            }
        }
        entries.add(new Entry(route, new PathTemplate(route.template()), handler));
        entries.sort(Comparator.comparing(entry -> entry.template.rank()));
    }

    /** All calls, sorted by template and method. */
    public List<Route> routes() {
        return entries.stream()
                .map(Entry::route)
                .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
                .toList();
    }

    /**
     * Finds the handler and binds the path parameters to the call.
     *
     * @throws ApiException 404 if no call has this path, 405 if it has other methods
     */
    Found find(Call call) {
        List<String> path = PathTemplate.split(call.path());
        Found found = find(call, path, "");
        if (found == null && !path.isEmpty()) {
            found = findWithoutSuffix(call, path);
        }
        if (found != null) {
            return found;
        }
        throw missing(call, path);
    }

    /**
     * Answers a call that is part of another one: no filters, no quota, the outer call's session; errors are rendered.
     *
     * @param call made with {@link Call#sub}
     */
    public Answer dispatch(Call call) throws IOException {
        Family family = Family.REST;
        try {
            Found found = find(call);
            family = found.route().family();
            Pipeline.checkVersion(call, found.route());
            return found.handler().handle(call);
        } catch (ApiException e) {
            return ErrorBodies.render(e, call, family);
        }
    }

    private @Nullable Found findWithoutSuffix(Call call, List<String> path) {
        String last = path.get(path.size() - 1);
        for (String format : List.of("json", "xml")) {
            if (last.toLowerCase(Locale.ROOT).endsWith("." + format)) {
                List<String> shortened = new ArrayList<>(path);
                shortened.set(path.size() - 1, last.substring(0, last.length() - format.length() - 1));
                return find(call, shortened, format);
            }
        }
        return null;
    }

    private @Nullable Found find(Call call, List<String> path, String suffix) {
        for (Entry entry : entries) {
            if (!entry.serves(call.method())) {
                continue;
            }
            Map<String, String> parameters = entry.template.match(path);
            if (parameters == null || (!suffix.isEmpty() && !entry.template.takesSuffix())) {
                continue;
            }
            if (suffix.isEmpty() && endsInFormat(path) && entry.template.takesSuffix()) {
                continue;
            }
            call.bind(entry.route, parameters, suffix);
            return new Found(entry.route, entry.handler);
        }
        return null;
    }

    private static boolean endsInFormat(List<String> path) {
        String last = path.isEmpty() ? "" : path.get(path.size() - 1).toLowerCase(Locale.ROOT);
        return last.endsWith(".json") || last.endsWith(".xml");
    }

    private ApiException missing(Call call, List<String> path) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.template.match(path) != null) {
                allowed.add(entry.route.method());
                if (entry.route.method().equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        if (allowed.isEmpty()) {
            return ApiException.notFound();
        }
        String methods = String.join(",", allowed);
        return new ApiException(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "HTTP Method '" + call.method() + "' not allowed. Allowed are " + methods)
                .header("Allow", methods);
    }

    record Found(Route route, CallHandler handler) {}

    private record Entry(Route route, PathTemplate template, CallHandler handler) {
        boolean serves(String method) {
            return route.method().equals(method)
                    || (method.equals("HEAD") && route.method().equals("GET"));
        }
    }
}
