/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.OutcomeSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands records to one sink in lists of at most 1,000; what the sink did not take is offered again. */
final class Delivery {
    private static final int MAX_LIST = 1_000;

    private final String name;
    private final @Nullable OutcomeSink sink;
    private final List<OutcomeRecord> waiting = new ArrayList<>();
    private boolean closed;

    Delivery(String name, @Nullable OutcomeSink sink) {
        this.name = name;
        this.sink = sink;
    }

    boolean isWanted() {
        return sink != null;
    }

    synchronized void add(OutcomeRecord record) throws SinkException {
        waiting.add(record);
        if (waiting.size() >= MAX_LIST) {
            flush();
        }
    }

    synchronized void flush() throws SinkException {
        if (sink == null) {
            return;
        }
        while (!waiting.isEmpty()) {
            List<OutcomeRecord> next = waiting.subList(0, Math.min(MAX_LIST, waiting.size()));
            try {
                sink.accept(List.copyOf(next));
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new SinkException(name, e);
            }
            next.clear();
        }
    }

    synchronized void close() throws IOException {
        if (sink != null && !closed) {
            closed = true;
            sink.close();
        }
    }
}
