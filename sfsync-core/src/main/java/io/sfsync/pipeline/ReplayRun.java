/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A run that sends records again, and hands its outcomes to the run that they are of. */
final class ReplayRun implements SyncRun {
    private final SyncRun run;
    private final Replay replay;

    ReplayRun(SyncRun run, Replay replay) {
        this.run = run;
        this.replay = replay;
    }

    private interface Ending {
        SyncResult end() throws SyncException;
    }

    private SyncResult merged(Ending ending) throws SyncException {
        SyncResult result;
        try {
            result = ending.end();
        } catch (SyncException e) {
            merge();
            throw e;
        }
        merge();
        return result;
    }

    private void merge() {
        try {
            replay.merge(run.runId());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "run " + run.runId() + " is over, and run " + replay.run().runId()
                            + " could not take its outcomes over; the next replay does so",
                    e);
        }
    }

    @Override
    public String runId() {
        return run.runId();
    }

    @Override
    public SyncResult execute() throws SyncException {
        return merged(run::execute);
    }

    @Override
    public SyncResult abort(String why) throws SyncException {
        return merged(() -> run.abort(why));
    }

    @Override
    public void stop(String why) {
        run.stop(why);
    }

    @Override
    public SyncResult resultSoFar() {
        return run.resultSoFar();
    }

    @Override
    public Optional<RunEstimate> estimate() {
        return run.estimate();
    }

    @Override
    public boolean isEnded() {
        return run.isEnded();
    }

    @Override
    public void discard() {
        run.discard();
    }
}
