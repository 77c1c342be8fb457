/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.order.SortedRecords;
import io.sfsync.order.Spool;
import io.sfsync.order.Waves;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that refer to others of the same source after those. Records that refer to nobody pass at once; the
 * others wait on disk until the source has ended, and go in waves, each when the one before it is settled. What an
 * earlier process has sent is there, or as good as there, and needs no place in a wave.
 */
final class WaveCutter implements BatchCutter {
    private final RunTools tools;
    private final Lanes lanes;
    private final BatchCutter target;
    private final SelfLookups lookups;
    private final Linker linker;
    private final boolean keepCells;
    private @Nullable Spool held;
    private @Nullable Waves waves;
    private @Nullable SortedRecords sorted;
    private SortedRecords.@Nullable Placed next;
    private long wave = -1;
    private boolean stopTold;

    WaveCutter(RunTools tools, Lanes lanes, BatchCutter target, SelfLookups lookups, Linker linker, boolean keepCells) {
        this.tools = tools;
        this.lanes = lanes;
        this.target = target;
        this.lookups = lookups;
        this.linker = linker;
        this.keepCells = keepCells;
    }

    @Override
    public void add(CheckedRecord record) throws Exception {
        // records of one key stay in order only if none of them passes the others
        boolean stays =
                lookups.refers(record) || (held != null && tools.options().ordered());
        if (stays) {
            hold(record);
        } else {
            target.add(record);
        }
    }

    private void hold(CheckedRecord record) throws IOException {
        Spool spool = held;
        Waves known = waves;
        if (spool == null || known == null) {
            spool = new Spool(tools.folder(), "referring", keepCells);
            known = new Waves(tools.folder());
            held = spool;
            waves = known;
        }
        spool.add(record);
        long position = record.source().position();
        for (SelfLookups.SelfLookup lookup : lookups.of(record.shape())) {
            String own = lookup.ownKey(record);
            if (own != null) {
                known.key(own, position);
            }
            String reference = lookup.reference(record);
            if (reference != null) {
                known.reference(reference, position, lookup.number());
            }
        }
    }

    @Override
    public boolean wantsKnown() {
        return !tools.links().isEmpty() || target.wantsKnown();
    }

    @Override
    public void known(CheckedRecord record) throws IOException {
        if (tools.links().without(record.source().position()) != 0) {
            linker.add(record);
        }
        target.known(record);
    }

    @Override
    public void finish() throws Exception {
        SortedRecords records = sorted;
        if (records == null) {
            records = sort();
            sorted = records;
        }
        while (tools.state().mayStart()) {
            SortedRecords.Placed placed = next;
            if (placed == null) {
                placed = records.next();
                next = placed;
            }
            if (placed == null) {
                end();
                return;
            }
            if (placed.number() != wave) {
                if (!isSettled()) {
                    return;
                }
                wave = placed.number();
            }
            next = null;
            int without = tools.links().without(placed.record().source().position());
            target.add(without == 0 ? placed.record() : linker.without(placed.record(), without));
        }
    }

    private SortedRecords sort() throws IOException {
        SortedRecords records = new SortedRecords(tools.folder(), "waves.sorted", keepCells);
        Spool spool = held;
        Waves known = waves;
        if (spool == null || known == null) {
            return records;
        }
        known.compute();
        boolean cut = false;
        for (CheckedRecord record = spool.next(); record != null; record = spool.next()) {
            long position = record.source().position();
            records.add(known.wave(position), "", record);
            if (known.without(position) != 0) {
                cut = true;
                tools.links().put(position, known.without(position));
                linker.add(record);
            }
        }
        if (cut) {
            tools.links().write();
        }
        spool.close();
        known.close();
        held = null;
        return records;
    }

    private void end() throws Exception {
        target.finish();
        if (!tools.links().isEmpty() && isSettled()) {
            linker.run();
        }
    }

    /** Hands over what is left of the wave, and waits until all of it has its outcome; false if the run is stopped. */
    private boolean isSettled() throws Exception {
        target.finish();
        return tools.state().mayStart() && lanes.awaitQuiet(tools.state());
    }

    @Override
    public void handOver() throws Exception {
        target.handOver();
    }

    @Override
    public @Nullable SourceRecord unsent() throws Exception {
        if (!stopTold) {
            stopTold = true;
            linker.giveUp("the run was stopped before");
        }
        SourceRecord first = target.unsent();
        if (first != null) {
            return first;
        }
        SortedRecords.Placed placed = next;
        next = null;
        if (placed == null && sorted != null) {
            placed = sorted.next();
        }
        if (placed != null) {
            return placed.record().source();
        }
        CheckedRecord record = held == null ? null : held.next();
        return record == null ? null : record.source();
    }

    @Override
    public void close() throws IOException {
        target.close();
        linker.close();
        if (held != null) {
            held.close();
        }
        if (waves != null) {
            waves.close();
        }
        if (sorted != null) {
            sorted.close();
        }
    }
}
