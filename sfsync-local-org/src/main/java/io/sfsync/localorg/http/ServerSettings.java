/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens.
 *
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param tls speaks TLS with this context; null speaks plain HTTP
 * @param idleTimeout a connection on which nothing moves for so long is cut
 * @param clock tells the time for the request log
 * @param sleeper waits where an answer is to be slow
 */
public record ServerSettings(int port, @Nullable SSLContext tls, Duration idleTimeout, Clock clock, Sleeper sleeper) {
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 (any free port) to 65535, was " + port);
        }
    }

    /** Any free port, plain HTTP, 30 seconds. */
    public static ServerSettings standard() {
        return new ServerSettings(0, null, Duration.ofSeconds(30), Clock.systemUTC(), Sleeper.REAL);
    }
}
