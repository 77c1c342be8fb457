/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a run on disk, in source order: the file {@code outcomes}, a line of equal length for each record
 * read, and the file {@code errors}, which those lines point into. Records are appended by one thread; outcomes are set
 * by many, each for records of its own.
 */
public final class OutcomeLog implements Closeable {
    /** Stands for an outcome without errors. */
    public static final long NO_ERRORS = -1;

    private static final int BUFFERED_LINES = 1 << 10;

    private final SteadyFile file;
    private final ErrorLog errors;
    private final ByteBuffer appended = ByteBuffer.allocate(BUFFERED_LINES * SlotFormat.LENGTH);
    /** Lines that were there before: a run that goes on after a crash. */
    private final long before;

    private long flushedPosition;
    private long lastPosition;

    /** Opens the outcomes of a run's folder. */
    public OutcomeLog(RunFolder folder) throws IOException {
        this.file = new SteadyFile(folder, folder.outcomes());
        this.errors = new ErrorLog(folder, folder.errors());
        this.before = file.size() / SlotFormat.LENGTH;
    }

    /** Makes the outcomes outlive a crash of the machine. */
    public void force() throws IOException {
        errors.force();
        file.force();
    }

    /** The position of the record that was appended last, 0 for none. */
    public long lastPosition() {
        return lastPosition;
    }

    /** Appends a record whose outcome is not known yet. */
    public void append(long position, long line) throws IOException {
        append(position, line, OutcomeLetter.PENDING, NO_ERRORS);
    }

    /** Appends a record whose outcome is known as soon as it is read. */
    public void append(long position, long line, OutcomeKind kind, List<RecordError> reasons) throws IOException {
        append(position, line, OutcomeLetter.of(kind), addErrors(reasons));
    }

    private void append(long position, long line, byte letter, long error) throws IOException {
        if (position <= lastPosition) {
            throw new IOException("the source gave record " + position + " after record " + lastPosition);
        }
        if (position <= before) {
            appendAgain(position, letter, line, error);
            return;
        }
        if (position > lastPosition + 1) {
            flush();
            flushedPosition = position - 1;
        }
        if (!appended.hasRemaining()) {
            flush();
        }
        SlotFormat.write(appended, letter, line, error);
        lastPosition = position;
    }

    /** The line may be there already, even with the outcome; what is not known yet takes nothing away. */
    private void appendAgain(long position, byte letter, long line, long error) throws IOException {
        if (letter != OutcomeLetter.PENDING || SlotFormat.isBlank(read(position), 0)) {
            ByteBuffer whole = ByteBuffer.allocate(SlotFormat.LENGTH);
            SlotFormat.write(whole, letter, line, error);
            file.write(whole.flip(), SlotFormat.offset(position));
        }
        lastPosition = position;
        flushedPosition = position;
    }

    /** The outcome that a record had before this run went on, {@code null} for none. */
    public @Nullable RecordOutcome before(long position) throws IOException {
        return position <= before ? get(position) : null;
    }

    /** Lets other threads set the outcomes of what was appended so far. */
    public void flush() throws IOException {
        appended.flip();
        file.write(appended, SlotFormat.offset(flushedPosition + 1));
        appended.clear();
        flushedPosition = lastPosition;
    }

    /** Keeps errors for an outcome; no errors need no place. */
    public long addErrors(List<RecordError> reasons) throws IOException {
        return reasons.isEmpty() ? NO_ERRORS : errors.add(reasons);
    }

    /**
     * Keeps the outcome of a record that was flushed.
     *
     * @param id the record's id, {@code null} where it is not known
     * @param error where the errors lie, from {@link #addErrors}, {@link #NO_ERRORS} for none
     */
    public void set(long position, OutcomeKind kind, @Nullable String id, long error) throws IOException {
        ByteBuffer line = read(position);
        SlotFormat.update(line, 0, kind, id, error);
        file.write(line, SlotFormat.offset(position));
    }

    /** What became of the record at this position, {@code null} while that is not known. */
    public @Nullable OutcomeKind kind(long position) throws IOException {
        return SlotFormat.kind(read(position), 0);
    }

    /** The outcome of one record, {@code null} while it is not known. */
    public @Nullable RecordOutcome get(long position) throws IOException {
        ByteBuffer line = read(position);
        OutcomeKind kind = SlotFormat.kind(line, 0);
        return kind == null ? null : outcome(line, 0, position, kind);
    }

    RecordOutcome outcome(ByteBuffer in, int start, long position, OutcomeKind kind) throws IOException {
        long error = SlotFormat.error(in, start);
        List<RecordError> reasons = error == NO_ERRORS ? List.of() : errors.get(error);
        return new RecordOutcome(position, SlotFormat.line(in, start), kind, SlotFormat.id(in, start), reasons);
    }

    /** Those of these ids that the outcome of a record names; this reads all outcomes. */
    public Set<String> named(Set<String> ids) throws IOException {
        Set<String> named = new HashSet<>();
        ByteBuffer lines = ByteBuffer.allocate(BUFFERED_LINES * SlotFormat.LENGTH);
        for (long offset = 0; !ids.isEmpty(); offset += lines.limit()) {
            file.read(lines.clear(), offset);
            lines.flip();
            if (!lines.hasRemaining()) {
                break;
            }
            for (int start = 0; start < lines.limit(); start += SlotFormat.LENGTH) {
                String id = SlotFormat.id(lines, start);
                if (id != null && ids.contains(id)) {
                    named.add(id);
                }
            }
        }
        return named;
    }

    /** The outcomes of many records. */
    public OutcomeWindow window() {
        return new OutcomeWindow(file);
    }

    private ByteBuffer read(long position) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(SlotFormat.LENGTH);
        file.read(line, SlotFormat.offset(position));
        if (line.hasRemaining()) {
            throw new IOException("the outcome of record " + position + " is not in the run's folder");
        }
        return line.flip();
    }

    @Override
    public void close() throws IOException {
        try (errors;
                file) {
            flush();
        }
    }
}
