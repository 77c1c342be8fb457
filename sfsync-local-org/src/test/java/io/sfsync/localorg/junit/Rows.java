/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.Column;
import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Puts records into an org past HTTP. */
public final class Rows {

    private Rows() {}

    /** One record; its id in 18 characters. */
    public static String insert(LocalOrg org, String object, Map<String, String> cells) {
        return insert(org, object, 1, any -> cells).get(0);
    }

    /** So many records of the same fields; their ids in 18 characters. */
    public static List<String> insert(
            LocalOrg org, String objectName, int count, IntFunction<Map<String, String>> cells) {
        ObjectType object = Objects.requireNonNull(org.store().schema().object(objectName), objectName);
        List<String> fields = List.copyOf(cells.apply(0).keySet());
        DmlRequest request = new DmlRequest(
                object,
                Operation.INSERT,
                null,
                fields.stream()
                        .map(field -> Column.of(Objects.requireNonNull(object.field(field), field)))
                        .toList(),
                CellForm.TEXT,
                DmlOptions.of(org.store().adminId()));
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < count; from += Dml.CHUNK) {
            List<Row> rows = IntStream.range(from, Math.min(count, from + Dml.CHUNK))
                    .mapToObj(
                            i -> Row.of(fields.stream().map(cells.apply(i)::get).toArray()))
                    .toList();
            for (RowResult result : org.store().dml().execute(request, rows)) {
                assertThat(result.errors()).isEmpty();
                ids.add(result.idText());
            }
        }
        return ids;
    }
}
