/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.RunFolder;
import io.sfsync.check.CheckException;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.ledger.DigestStore;
import io.sfsync.ledger.DigestStores;
import io.sfsync.ledger.IdMapFile;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.record.Absent;
import io.sfsync.schema.TargetField;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes of each record what must be known of it once its outcome is, in a file of the run, and takes it over into the
 * stores at the run's end: a run that dies before is remembered by the one that takes it up. Used by the run's thread.
 */
final class RecordMemory implements Closeable {
    private static final int IDS_AT_ONCE = 10_000;

    private final Remembering what;
    private final KeyForm keyForm;
    private final @Nullable DigestStore sent;
    private final @Nullable IdMapFile ids;
    private final String scope;
    private final Path notes;
    private final DataOutputStream out;
    private final MessageDigest digest = sha256();
    private long count;
    private boolean closed;

    private RecordMemory(
            Remembering what,
            KeyForm keyForm,
            @Nullable DigestStore sent,
            @Nullable IdMapFile ids,
            String scope,
            Path notes)
            throws IOException {
        this.what = what;
        this.keyForm = keyForm;
        this.sent = sent;
        this.ids = ids;
        this.scope = scope;
        this.notes = notes;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(notes)));
    }

    /**
     * Opens what the options ask for, {@code null} for nothing.
     *
     * @throws CheckException if there is no place for it
     */
    static @Nullable RecordMemory open(Parts parts, RunPlan plan, RunFolder folder) throws IOException, CheckException {
        Remembering what = parts.options().remembering();
        if (!what.isAny() || parts.options().dryRun() != DryRun.OFF) {
            return null;
        }
        IdMapFile ids = ids(parts, what.idMap());
        DigestStore sent = what.changedOnly() ? digests(parts, plan) : null;
        String scope = parts.options().operation() + "/" + parts.options().nulls();
        return new RecordMemory(
                what, plan.keyForm(), sent, ids, scope, folder.path().resolve("notes.bin"));
    }

    private static @Nullable IdMapFile ids(Parts parts, @Nullable String name) throws CheckException {
        Path stores = parts.stores();
        if (name != null && stores == null) {
            throw nowhere("idMap", "");
        }
        return name == null || stores == null ? null : IdMapFile.named(stores.resolve("idmaps"), name);
    }

    private static DigestStore digests(Parts parts, RunPlan plan) throws IOException, CheckException {
        DigestStores stores = parts.digests();
        if (stores == null) {
            throw nowhere("changedOnly", " (or digestDataSource)");
        }
        String organization = plan.org().organizationId();
        String mapping = Integer.toHexString(parts.mapping().fingerprint().hashCode());
        return stores.open(
                organization.isEmpty() ? "org" : organization, plan.object().name() + "-" + mapping);
    }

    private static CheckException nowhere(String option, String other) {
        return new CheckException(option + " remembers things from run to run and needs a folder: set the option ledger"
                + other + " of the component");
    }

    /** Whether the org was sent exactly these values for the record's key, and took them. */
    boolean isUnchanged(CheckedRecord record) throws IOException {
        Object key = record.key();
        if (sent == null || key == null) {
            return false;
        }
        ByteBuffer of = digestOf(keyForm.of(key));
        return sent.get(of.getLong(0), of.getLong(Long.BYTES)) == valuesOf(record);
    }

    /**
     * Notes a record that is on its way. What was sent for its key before is forgotten first: should the run die now,
     * nobody could tell which of the two the org has.
     */
    void note(CheckedRecord record) throws IOException {
        Object key = record.key();
        ByteBuffer of = ByteBuffer.allocate(Long.BYTES * 2);
        if (sent != null && key != null) {
            of = digestOf(keyForm.of(key));
            sent.forget(of.getLong(0), of.getLong(Long.BYTES));
        }
        out.writeLong(record.source().position());
        out.writeLong(of.getLong(0));
        out.writeLong(of.getLong(Long.BYTES));
        out.writeLong(sent == null ? 0 : valuesOf(record));
        String column = what.idMapKey();
        Object sourceKey = column == null ? null : record.source().get(column);
        byte[] text = sourceKey == null || sourceKey == Absent.VALUE
                ? new byte[0]
                : sourceKey.toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
        count++;
    }

    /** Takes what succeeded over into the stores. */
    void commit(OutcomeLog outcomes) throws IOException {
        out.flush();
        Map<String, String> found = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(notes)))) {
            for (long i = 0; i < count; i++) {
                long position = in.readLong();
                long high = in.readLong();
                long low = in.readLong();
                long values = in.readLong();
                byte[] text = in.readNBytes(in.readInt());
                RecordOutcome outcome = outcomes.get(position);
                if (outcome == null || !outcome.kind().isSuccess()) {
                    continue;
                }
                if (sent != null && (high != 0 || low != 0)) {
                    sent.put(high, low, values);
                }
                String id = outcome.id();
                if (text.length > 0 && id != null) {
                    found.put(new String(text, StandardCharsets.UTF_8), id);
                }
                if (found.size() >= IDS_AT_ONCE) {
                    save(found);
                }
            }
        }
        save(found);
    }

    private void save(Map<String, String> found) throws IOException {
        if (ids != null) {
            ids.putAll(found);
        }
        found.clear();
    }

    private long valuesOf(CheckedRecord record) {
        StringBuilder text = new StringBuilder(scope);
        List<TargetField> fields = record.shape().fields();
        for (int i = 0; i < fields.size(); i++) {
            Object value = record.value(i);
            if (value != Absent.VALUE) {
                String cell = value == null ? "-" : "=" + value;
                text.append(fields.get(i).csvName()).append(cell.length()).append(cell);
            }
        }
        long values = digestOf(text.toString()).getLong(0);
        // 0 stands for none
        return values == 0 ? 1 : values;
    }

    private ByteBuffer digestOf(String text) {
        digest.reset();
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        out.close();
        if (sent != null) {
            sent.close();
        }
        Files.deleteIfExists(notes);
    }
}
