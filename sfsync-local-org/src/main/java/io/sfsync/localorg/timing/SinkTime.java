/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.http.Sleeper;
import io.sfsync.localorg.store.DmlFilter;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Makes every chunk take its time where a {@link Sink} stands in place of the store, whose guards are not asked. */
public final class SinkTime implements DmlFilter {
    private final TimingModel model;
    private final Sleeper sleeper;

    /** Waits as {@code model} says. */
    public SinkTime(TimingModel model, Sleeper sleeper) {
        this.model = model;
        this.sleeper = sleeper;
    }

    @Override
    public List<RowResult> filter(DmlRequest request, List<Row> rows, Next next) {
        try {
            sleeper.sleep(model.perChunk());
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
        return next.execute(rows);
    }
}
