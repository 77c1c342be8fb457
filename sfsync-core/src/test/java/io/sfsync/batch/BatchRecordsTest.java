/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rows that go from Bulk CSV to a collections call must say there what they would have said from the start. */
class BatchRecordsTest {
    private static final TargetField.Lookup OWNER = new TargetField.Lookup("OwnerId", "User", true);
    private static final List<TargetField> FIELDS = List.of(
            new TargetField("Name", "string", "Name", null, null),
            new TargetField("Amount__c", "double", "Amount__c", null, null),
            new TargetField("Active__c", "boolean", "Active__c", null, null),
            new TargetField("User:Owner.Email", "email", "Email", "Owner", OWNER));
    private static final Shape SHAPE =
            new Shape(Header.of(FIELDS.stream().map(TargetField::csvName).toList()), FIELDS, -1);

    @Property(tries = 60)
    void rows_of_bulk_csv_say_the_same_in_a_collections_call(
            @ForAll("records") List<List<Object>> records, @ForAll NullPolicy nulls) throws IOException {
        RunFolder folder = RunFolder.create(null, "batch-records");
        BulkFile file = new BulkFile(folder, 1, FIELDS, nulls, false);
        CollectionsBody direct = new CollectionsBody();
        CollectionsJsonEncoder encoder = new CollectionsJsonEncoder("Account", nulls);
        for (int i = 0; i < records.size(); i++) {
            Object[] values = records.get(i).stream()
                    .map(value -> value.equals("null") ? null : value)
                    .toArray();
            SourceRecord source = SourceRecord.of(2L * i + 1, 0, SHAPE.header(), values);
            CheckedRecord record = new CheckedRecord(source, SHAPE, values);
            assertThat(file.append(record, Long.MAX_VALUE)).isTrue();
            encoder.append(record, direct);
        }
        file.close();

        CollectionsBody again = new CollectionsBody();
        List<Long> positions = new ArrayList<>();
        BatchRecords rows = BatchRecords.open(file.path(), file.positions(), SHAPE);
        for (CheckedRecord row = rows.next(); row != null; row = rows.next()) {
            positions.add(row.source().position());
            encoder.append(row, again);
        }
        folder.delete();

        assertThat(positions).hasSize(records.size()).allMatch(position -> position % 2 == 1);
        assertThat(text(again, records.size())).isEqualTo(text(direct, records.size()));
    }

    private static String text(CollectionsBody body, int size) {
        BitSet all = new BitSet();
        all.set(0, size);
        return new String(body.json(false, all), StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<List<Object>>> records() {
        Arbitrary<Object> missing = Arbitraries.of("null", Absent.VALUE);
        Arbitrary<Object> text = Arbitraries.oneOf(
                Arbitraries.of("a", "b c", "\"", ",", "'", "\n", "\r\n", " ", "\t", ";", "#N/A!", "é", "😀")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .map(letters -> (Object) String.join("", letters)),
                missing);
        Arbitrary<Object> number = Arbitraries.oneOf(
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-1_000_000), BigDecimal.valueOf(1_000_000))
                        .ofScale(2)
                        .map(value -> (Object) value),
                missing);
        Arbitrary<Object> flag = Arbitraries.oneOf(Arbitraries.of(true, false).map(value -> (Object) value), missing);
        return Combinators.combine(text, number, flag, text)
                .as((name, amount, active, owner) -> List.of(name, amount, active, owner))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
