/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ByteArena;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.bulk.HeaderMapping;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.Column;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The header row of a job's data: as uploaded, as it stands in results, and what its columns are for. */
final class JobHeader {
    /** Up to this version the columns of results are sorted by name (recorded by mohan-chinnappan-n/cli-dx for v49). */
    private static final int LAST_SORTED_VERSION = 49;

    private final JobSpec spec;
    private final List<String> names;
    private final int[] order;
    private final String uploaded;
    private final String inResults;
    private final boolean[] blanked;
    private List<Column> columns = List.of();
    private DmlRequest request;

    @SuppressWarnings("NullAway.Init") // the request is known once the columns are mapped
    private JobHeader(JobSpec spec, List<String> names, int[] order, String uploaded, String inResults) {
        this.spec = spec;
        this.names = names;
        this.order = order;
        this.uploaded = uploaded;
        this.inResults = inResults;
        this.blanked = new boolean[names.size()];
    }

    /** Reads the scanner's current record as a header. */
    static JobHeader read(CsvScanner scanner, JobSpec spec) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scanner.size(); i++) {
            names.add(scanner.text(i));
        }
        int[] order = order(names, spec);
        ByteArena raw = new ByteArena(256);
        scanner.recordTo(raw);
        ByteArena inResults = new ByteArena(256);
        for (int column : order) {
            inResults.add(spec.columnDelimiter().character());
            scanner.rawTo(column, inResults);
        }
        return new JobHeader(spec, names, order, text(raw), text(inResults));
    }

    private static int[] order(List<String> names, JobSpec spec) {
        IntStream columns = IntStream.range(0, names.size());
        if (spec.apiVersion().isAtLeast(LAST_SORTED_VERSION + 1)) {
            return columns.toArray();
        }
        return columns.boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String text(ByteArena bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    /**
     * Finds what the columns are for.
     *
     * @throws BulkFailure for the first header that is wrong
     */
    void map(OrgSchema schema) throws BulkFailure {
        ObjectType object = schema.object(spec.object());
        if (object == null) {
            throw BulkFailure.invalidBatch("Unable to find object: " + spec.object());
        }
        Operation operation = operation(spec.operation());
        FieldDefinition key = spec.externalIdFieldName() == null ? null : object.field(spec.externalIdFieldName());
        columns = new HeaderMapping(schema, object).columns(names, operation, key);
        for (int i = 0; i < blanked.length; i++) {
            blanked[i] = !HeaderMapping.isCanonical(names.get(i), columns.get(i));
        }
        DmlOptions options =
                DmlOptions.of(RecordId.parse(spec.owner().userId())).withAssignmentRule(spec.assignmentRuleId());
        request = new DmlRequest(object, operation, key, columns, CellForm.TEXT, options);
    }

    private static Operation operation(String name) {
        return switch (name) {
            case "insert" -> Operation.INSERT;
            case "update" -> Operation.UPDATE;
            case "upsert" -> Operation.UPSERT;
            case "delete" -> Operation.DELETE;
            case "hardDelete" -> Operation.HARD_DELETE;
            default -> throw new IllegalArgumentException("no operation of a job: " + name);
        };
    }

    /** The header as it was uploaded, without its line ending. */
    String uploaded() {
        return uploaded;
    }

    /** The header's columns in the order of results, each after a delimiter. */
    String inResults() {
        return inResults;
    }

    /** The columns in the order of results, as positions in the upload. */
    int[] order() {
        return order;
    }

    /** Whether the column comes back empty, since its header is not in the case of the API name (HELP 000380583). */
    boolean isBlanked(int column) {
        return blanked[column];
    }

    int size() {
        return names.size();
    }

    char delimiter() {
        return spec.columnDelimiter().character();
    }

    /** What is to be done with rows; only after {@link #map}. */
    DmlRequest request() {
        return request;
    }
}
