/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateSearchTest {
    @TempDir
    private Path work;

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "REJECT, a b c, ''",
        "FIRST, a b a c a, '3:1 5:1'",
        "LAST, a b a c a, '1:5 3:5'",
        "REJECT, a b a c a, '1:3, 5 3:1, 5 5:1, 3'",
        "REJECT, a ab b ab, '2:4 4:2'",
        "FIRST, b a b a, '3:1 4:2'",
    })
    void names_who_is_not_sent_and_for_whom(DuplicateKeys policy, String keys, String expected) throws IOException {
        assertThat(refused(policy, keys.split(" "))).isEqualTo(expected);
    }

    @Test
    void names_some_of_many() throws IOException {
        String[] keys = "k".repeat(12).split("");
        assertThat(refused(DuplicateKeys.REJECT, keys))
                .startsWith("1:2, 3, 4, 5, 6, 7, 8, 9, 10 and more ")
                .endsWith(" 12:1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more");
    }

    @Test
    void finds_all_among_more_keys_than_fit_into_memory() throws IOException {
        Random random = new Random(5);
        Map<String, Integer> first = new HashMap<>();
        try (DuplicateSearch search = new DuplicateSearch(RunFolder.create(work, "keys"), DuplicateKeys.FIRST, 2_000)) {
            int[] keys = random.ints(5_000, 0, 4_000).toArray();
            for (int i = 0; i < keys.length; i++) {
                search.add("key-" + keys[i], i + 1);
                first.putIfAbsent("key-" + keys[i], i + 1);
            }
            for (int i = 0; i < keys.length; i++) {
                DuplicateSearch.Duplicate found = search.find(i + 1);
                int expected = first.get("key-" + keys[i]);
                assertThat(found == null ? i + 1 : Integer.parseInt(found.others()))
                        .isEqualTo(expected);
            }
        }
    }

    private String refused(DuplicateKeys policy, String... keys) throws IOException {
        StringJoiner refused = new StringJoiner(" ");
        try (DuplicateSearch search = new DuplicateSearch(RunFolder.create(work, "keys"), policy)) {
            for (int i = 0; i < keys.length; i++) {
                search.add(keys[i], i + 1);
            }
            for (int i = 1; i <= keys.length; i++) {
                DuplicateSearch.Duplicate found = search.find(i);
                if (found != null) {
                    refused.add(found.position() + ":" + found.others());
                }
            }
        }
        return refused.toString();
    }
}
