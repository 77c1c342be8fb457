/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.CollectionsBody;
import io.sfsync.batch.CollectionsJsonEncoder;
import io.sfsync.batch.OutcomeLog;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.FailureClassifier;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.order.Spool;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.salesforce.collections.CollectionsCall;
import io.sfsync.salesforce.collections.RowResult;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets, by an update over collections, the lookups that records of a circle were sent without. An update that is done
 * twice does no harm, so that nothing has to be written down. Used by the run's own thread.
 */
final class Linker {
    private static final TargetField ID = new TargetField("Id", "id", "Id", null, null);

    private final RunTools tools;
    private final CollectionsCall call;
    private final CollectionsJsonEncoder encoder;
    private final SelfLookups lookups;
    private final Spool waiting;
    private List<CheckedRecord> chunk = new ArrayList<>();

    Linker(RunTools tools, CollectionsCall call, CollectionsJsonEncoder encoder, SelfLookups lookups, Spool waiting) {
        this.tools = tools;
        this.call = call;
        this.encoder = encoder;
        this.lookups = lookups;
        this.waiting = waiting;
    }

    /** Takes a record that is sent without some of its lookups. */
    void add(CheckedRecord record) throws IOException {
        waiting.add(record);
    }

    /** The record without the lookups that are set later. */
    CheckedRecord without(CheckedRecord record, int numbers) {
        @Nullable Object[] values = new @Nullable Object[record.shape().fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = record.value(i);
        }
        for (SelfLookups.SelfLookup lookup : lookups.of(record.shape())) {
            if ((numbers & 1 << lookup.number()) != 0) {
                values[lookup.place()] = Absent.VALUE;
            }
        }
        return new CheckedRecord(record.source(), record.shape(), values);
    }

    /** Links every record that is there; called again, it goes on. */
    void run() throws IOException, InterruptedException, SinkException {
        while (tools.state().mayStart()) {
            while (chunk.size() < CollectionsCall.MAX_RECORDS) {
                CheckedRecord record = waiting.next();
                if (record == null) {
                    break;
                }
                if (tools.links().isHeld(record.source().position())) {
                    chunk.add(record);
                }
            }
            if (chunk.isEmpty()) {
                return;
            }
            link(chunk);
            chunk = new ArrayList<>();
        }
    }

    private void link(List<CheckedRecord> records) throws IOException, InterruptedException, SinkException {
        RetryPolicy.Attempts attempts = tools.retries().start();
        List<CheckedRecord> open = records.stream()
                .filter(record -> tools.links().isHeld(record.source().position()))
                .toList();
        while (!open.isEmpty()) {
            List<RowResult> results = send(open);
            List<CheckedRecord> again = new ArrayList<>();
            boolean mayTry = results.stream().anyMatch(Linker::mayPass) && attempts.waitForNext(Duration.ZERO);
            for (int i = 0; i < results.size(); i++) {
                if (mayTry && mayPass(results.get(i))) {
                    again.add(open.get(i));
                } else {
                    settle(open.get(i), results.get(i).success() ? List.of() : reason(results.get(i)));
                }
            }
            open = again;
        }
        tools.settler().flush();
    }

    private List<RowResult> send(List<CheckedRecord> records) throws IOException, InterruptedException {
        CollectionsBody body = new CollectionsBody();
        for (CheckedRecord record : records) {
            encoder.append(update(record), body);
        }
        BitSet all = new BitSet();
        all.set(0, records.size());
        return call.send(body.json(false, all), records.size());
    }

    private CheckedRecord update(CheckedRecord record) throws IOException {
        long position = record.source().position();
        RecordOutcome outcome = Objects.requireNonNull(tools.log().get(position), "a record that is held is there");
        List<TargetField> fields = new ArrayList<>(List.of(ID));
        List<@Nullable Object> values = new ArrayList<>();
        values.add(outcome.id());
        for (SelfLookups.SelfLookup lookup : lookups.of(record.shape())) {
            if ((tools.links().without(position) & 1 << lookup.number()) != 0) {
                fields.add(lookup.target());
                values.add(record.value(lookup.place()));
            }
        }
        Header header = Header.of(fields.stream().map(TargetField::path).toList());
        return new CheckedRecord(record.source(), new Shape(header, fields, 0), values.toArray());
    }

    private static boolean mayPass(RowResult result) {
        if (result.success() || result.errors().isEmpty()) {
            return false;
        }
        RecordError error = result.errors().get(0);
        FailureClass asked =
                FailureClassifier.classify(Api.COLLECTIONS, FailureClassifier.ANSWERED, error.code(), error.message());
        return asked == FailureClass.RETRY_RECORD || asked == FailureClass.SEND_NARROWER;
    }

    private List<RecordError> reason(RowResult result) {
        List<RecordError> reasons = new ArrayList<>();
        reasons.add(Reasons.notLinked("Salesforce refused the update that sets the lookup"));
        reasons.addAll(result.errors());
        return reasons;
    }

    private void settle(CheckedRecord record, List<RecordError> why) throws IOException, SinkException {
        OutcomeLog log = tools.log();
        long position = record.source().position();
        RecordOutcome before = Objects.requireNonNull(log.get(position), "a record that is held is there");
        if (tools.links().release(position) != null) {
            log.set(position, before.kind(), before.id(), log.addErrors(why));
            tools.settler()
                    .settle(
                            record.source(),
                            new RecordOutcome(position, before.line(), before.kind(), before.id(), why));
        }
    }

    /** The run is stopped: tells of the records that are there and stay without their lookup. */
    void giveUp(String why) throws IOException, SinkException {
        List<RecordError> reasons = List.of(Reasons.notLinked(why));
        for (CheckedRecord record : chunk) {
            settle(record, reasons);
        }
        for (CheckedRecord record = waiting.next(); record != null; record = waiting.next()) {
            if (tools.links().isHeld(record.source().position())) {
                settle(record, reasons);
            }
        }
    }

    void close() throws IOException {
        waiting.close();
    }
}
