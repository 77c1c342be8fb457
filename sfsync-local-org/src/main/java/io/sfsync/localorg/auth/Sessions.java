/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.Session;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The live sessions. A session ends after a time without calls, or when it is told to. Thread-safe. */
public final class Sessions {
    /** The default of an org: two hours without a call. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(2);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private static final int SECRET_CHARACTERS = 96;

    private final Clock clock;
    private final Duration timeout;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Live> live = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();

    private record Live(Session session, Instant lastCall) {}

    /**
     * No sessions yet.
     *
     * @param timeout how long a session lives without a call
     */
    public Sessions(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Opens a session. */
    public Session open(OrgUser user, String organizationId, String clientId) {
        StringBuilder id = new StringBuilder(organizationId.substring(0, 15)).append("!AQ");
        for (int i = 0; i < SECRET_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        Session session =
                new Session(id.toString(), user.id(), user.username(), user.profile(), organizationId, clientId);
        live.put(session.id(), new Live(session, clock.instant()));
        opened.incrementAndGet();
        return session;
    }

    /** The session with that id, if it is alive; its time starts anew. */
    public Optional<Session> find(String id) {
        Instant now = clock.instant();
        Live found = live.get(id);
        if (found == null) {
            return Optional.empty();
        }
        if (found.lastCall().plus(timeout).isBefore(now)) {
            live.remove(id);
            return Optional.empty();
        }
        live.put(id, new Live(found.session(), now));
        return Optional.of(found.session());
    }

    /** Ends a session; false if it was not alive. */
    public boolean end(String id) {
        return live.remove(id) != null;
    }

    /** Ends every session, as a fault or an administrator does. */
    public void endAll() {
        live.clear();
    }

    /** How many sessions were ever opened: one for each login. */
    public long opened() {
        return opened.get();
    }

    /** How long a session lives without a call. */
    public Duration timeout() {
        return timeout;
    }
}
