/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncListener;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of each record of a run that did not come to its end: a CSV file with {@code _row, _line,
 * _outcome, _id, _code, _message}, one row a record in the order of the source. The error file holds only what was
 * rejected; which of the others are in the org is to be seen here.
 */
final class OutcomeFile implements SyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeFile.class);
    private static final List<String> HEADER = List.of("_row", "_line", "_outcome", "_id", "_code", "_message");

    private final Path folder;

    /** @param folder made if it is not there */
    OutcomeFile(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The file of a run. */
    Path of(String runId) {
        return folder.resolve("load-" + runId + "-outcomes.csv");
    }

    @Override
    public void onRunEnd(SyncResult result) {
        if (result.stopReason() == null
                || result.totals().total() == 0
                || result.org().isEmpty()) {
            return;
        }
        try (Stream<RecordOutcome> outcomes = result.openOutcomes();
                CsvWriter csv = open(of(result.runId()))) {
            csv.writeRecord(HEADER);
            for (Iterator<RecordOutcome> each = outcomes.iterator(); each.hasNext(); ) {
                csv.writeRecord(row(each.next()));
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The outcomes of run {} could not be written to {}: {}", result.runId(), folder, e.getMessage());
        }
    }

    private CsvWriter open(Path file) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return CsvWriter.builder()
                .build(new OutputStreamWriter(
                        Channels.newOutputStream(Files.newByteChannel(
                                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)),
                        StandardCharsets.UTF_8));
    }

    private static List<String> row(RecordOutcome outcome) {
        String id = outcome.id();
        return List.of(
                String.valueOf(outcome.row()),
                String.valueOf(outcome.line()),
                outcome.kind().label(),
                id == null ? "" : id,
                outcome.errors().stream().map(RecordError::code).collect(Collectors.joining("; ")),
                outcome.errors().stream().map(RecordError::message).collect(Collectors.joining("; ")));
    }
}
