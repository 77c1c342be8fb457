/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The runs of a component that are kept, by the exchange and the producer that they belong to. */
public final class RunRegistry {
    /**
     * Whose run it is.
     *
     * @param exchangeId the id of the exchange
     * @param producer the producer that the exchange is in, compared by identity
     */
    public record Key(String exchangeId, Object producer) {}

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final Map<Key, KeptRun> kept = new ConcurrentHashMap<>();
    private final Map<Object, String> spent = Collections.synchronizedMap(new WeakHashMap<>());

    /** The run that is kept under this key, or {@code null}. */
    public @Nullable KeptRun get(Key key) {
        return kept.get(key);
    }

    /** Keeps a run until the exchange is done; one that was kept under the key before is closed. */
    public void keep(Key key, KeptRun run, Exchange exchange) {
        KeptRun before = kept.put(key, run);
        if (before != null) {
            before.close();
        }
        exchange.getExchangeExtension().addOnCompletion(new CloseWhenDone(this, key, run));
    }

    /** Closes a run that is not kept any longer. */
    public void close(Key key, KeptRun run) {
        if (kept.remove(key, run)) {
            run.close();
        }
    }

    /** Remembers that a body which can be read only once was read. */
    public void spend(Object body, String reader) {
        spent.put(body, reader);
    }

    /** Who has read this body, or {@code null}. */
    public @Nullable String spentBy(Object body) {
        return spent.get(body);
    }

    /** How many runs are kept. */
    public int size() {
        return kept.size();
    }

    /**
     * Stops all runs and waits, for 5 seconds at most, until they have ended: what they need to leave the org in good
     * order, the HTTP client above all, is stopped next.
     */
    public void stopAll(String why) {
        stop(run -> true, why);
        long deadline = System.nanoTime() + TIME_TO_END.toNanos();
        try {
            for (KeptRun run : kept.values()) {
                run.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the runs whose exchange came from this route or is in it. */
    void stopRoute(String routeId, String why) {
        stop(run -> run.isOf(routeId), why);
    }

    private void stop(Predicate<KeptRun> which, String why) {
        kept.values().stream().filter(which).forEach(run -> run.stop(why));
    }
}
