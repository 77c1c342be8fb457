/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;

/** Stands between the wire and the handlers: counts, delays, fails or drops calls. */
@FunctionalInterface
public interface Filter {
    /**
     * Answers the call, by {@code next} or in its place.
     *
     * @param call the call
     * @param route the route it goes to
     * @param next goes on with the call
     */
    Answer filter(Call call, Route route, CallHandler next) throws IOException;
}
