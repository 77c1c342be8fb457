/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncTotals;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the outcomes of a run from its folder, one per record, in source order. */
public final class OutcomeReader implements Iterator<RecordOutcome>, Closeable {
    private final SteadyFile file;
    private final ErrorLog errors;
    private final LongFunction<OutcomeKind> ofPending;
    private final ByteBuffer lines =
            ByteBuffer.allocate(SlotFormat.LENGTH << 10).limit(0);
    private long position;
    private @Nullable RecordOutcome next;

    private OutcomeReader(RunFolder folder, LongFunction<OutcomeKind> ofPending) throws IOException {
        if (!Files.exists(folder.outcomes())) {
            throw new NoSuchFileException(folder.outcomes().toString(), null, "the run's folder was deleted");
        }
        this.file = new SteadyFile(folder, folder.outcomes());
        this.errors = new ErrorLog(folder, folder.errors());
        this.ofPending = ofPending;
        this.next = advance();
    }

    /**
     * Opens the outcomes.
     *
     * @param ofPending what a record counts as, by its position, whose outcome is not known yet
     * @return a stream over open files: close it
     */
    public static Stream<RecordOutcome> open(RunFolder folder, LongFunction<OutcomeKind> ofPending) throws IOException {
        OutcomeReader reader = new OutcomeReader(folder, ofPending);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, traits), false)
                .onClose(reader::closeQuietly);
    }

    /** How many records had which outcome, without their details. */
    public static SyncTotals count(RunFolder folder, LongFunction<OutcomeKind> ofPending) throws IOException {
        try (OutcomeReader reader = new OutcomeReader(folder, ofPending)) {
            return reader.count();
        }
    }

    /** The same for the text of a file in which every record has its outcome. */
    public static SyncTotals count(String outcomes) {
        ByteBuffer lines = ByteBuffer.wrap(outcomes.getBytes(StandardCharsets.UTF_8));
        Map<OutcomeKind, Long> counts = new EnumMap<>(OutcomeKind.class);
        for (int start = 0; start + SlotFormat.LENGTH <= lines.limit(); start += SlotFormat.LENGTH) {
            OutcomeKind kind = SlotFormat.kind(lines, start);
            if (kind != null) {
                counts.merge(kind, 1L, Long::sum);
            }
        }
        return SyncTotals.of(kind -> counts.getOrDefault(kind, 0L));
    }

    private SyncTotals count() throws IOException {
        Map<OutcomeKind, Long> counts = new EnumMap<>(OutcomeKind.class);
        lines.clear().limit(0);
        position = 0;
        while (lines.hasRemaining() || fill()) {
            int start = lines.position();
            lines.position(start + SlotFormat.LENGTH);
            position++;
            if (!SlotFormat.isBlank(lines, start)) {
                OutcomeKind kind = SlotFormat.kind(lines, start);
                counts.merge(kind == null ? ofPending.apply(position) : kind, 1L, Long::sum);
            }
        }
        return SyncTotals.of(kind -> counts.getOrDefault(kind, 0L));
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public RecordOutcome next() {
        RecordOutcome current = next;
        if (current == null) {
            throw new NoSuchElementException("no outcome after record " + position);
        }
        try {
            next = advance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return current;
    }

    private @Nullable RecordOutcome advance() throws IOException {
        while (true) {
            if (!lines.hasRemaining() && !fill()) {
                return null;
            }
            int start = lines.position();
            lines.position(start + SlotFormat.LENGTH);
            position++;
            if (!SlotFormat.isBlank(lines, start)) {
                return outcome(start);
            }
        }
    }

    private RecordOutcome outcome(int start) throws IOException {
        OutcomeKind kind = SlotFormat.kind(lines, start);
        long error = SlotFormat.error(lines, start);
        return new RecordOutcome(
                position,
                SlotFormat.line(lines, start),
                kind == null ? ofPending.apply(position) : kind,
                SlotFormat.id(lines, start),
                error == OutcomeLog.NO_ERRORS ? List.of() : errors.get(error));
    }

    private boolean fill() throws IOException {
        lines.clear();
        file.read(lines, SlotFormat.offset(position + 1));
        lines.flip();
        return lines.hasRemaining();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (errors) {
            file.close();
        }
    }
}
