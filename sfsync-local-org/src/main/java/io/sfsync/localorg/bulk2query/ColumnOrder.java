/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.http.ApiVersion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of the columns in results: that of the SELECT list from version 50 on, alphabetical before, as recorded by
 * mohan-chinnappan-n/cli-dx.
 *
 * @param indexes for each column of the results the column of the query
 */
record ColumnOrder(List<Integer> indexes) {

    private static final int FIRST_WITH_SELECT_ORDER = 50;

    static ColumnOrder of(List<String> columns, ApiVersion version) {
        List<Integer> asWritten = IntStream.range(0, columns.size()).boxed().toList();
        return version.isAtLeast(FIRST_WITH_SELECT_ORDER)
                ? new ColumnOrder(asWritten)
                : new ColumnOrder(asWritten.stream()
                        .sorted(Comparator.comparing(columns::get))
                        .toList());
    }

    List<String> apply(List<String> cells) {
        return indexes.stream().map(cells::get).toList();
    }
}
