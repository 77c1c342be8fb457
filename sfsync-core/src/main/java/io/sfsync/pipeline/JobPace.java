/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.salesforce.PollInterval;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses from the rows that a job has processed when it will end, so that it is asked soon after. The pace counts from
 * the first answer on, since a job may be at work before it is asked. Guesses may be wrong, so that the questions more
 * than usual are a bounded number. Pure but for what it remembers; used by one thread.
 */
final class JobPace {
    private static final int MOST_QUESTIONS_MORE = 12;
    /** The shortest wait, as a part of the time since the first answer. */
    private static final int SHORTEST_PART = 50;

    private final PollInterval interval;
    private @Nullable Duration firstAt;
    private long first;
    private long most;
    private @Nullable Duration end;
    private int questionsMore;

    /** @param interval how long to wait where nothing is known of the pace; never longer, and as long where it is fixed */
    JobPace(PollInterval interval) {
        this.interval = interval;
    }

    /**
     * How long to wait before the job is asked again: half of what is left by its pace.
     *
     * @param elapsed how long it was waited for so far
     * @param done rows that are processed, not positive where none is known to be
     * @param total the rows of the job
     */
    Duration pause(Duration elapsed, long done, long total) {
        Duration usual = interval.after(elapsed);
        Duration started = firstAt;
        if (started == null) {
            started = elapsed;
            firstAt = elapsed;
            first = Math.max(0, done);
            most = first;
        } else if (done > most) {
            most = done;
            Duration took = elapsed.minus(started);
            end = elapsed.plus(took.multipliedBy(Math.max(0, total - done)).dividedBy(done - first));
        }
        if (interval.fixed() != null || end == null || questionsMore == MOST_QUESTIONS_MORE) {
            return usual;
        }
        Duration half = end.minus(elapsed).dividedBy(2);
        Duration shortest = elapsed.minus(started).dividedBy(SHORTEST_PART);
        Duration pause = Collections.max(List.of(half, shortest, PollInterval.SHORTEST));
        if (pause.compareTo(usual) >= 0) {
            return usual;
        }
        questionsMore++;
        return pause;
    }
}
