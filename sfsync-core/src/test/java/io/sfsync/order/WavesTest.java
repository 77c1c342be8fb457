/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {
    @TempDir
    private Path work;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a b c, 0 0 0",
        "a>b b>c c, 2 1 0",
        "a b>a c>b, 0 1 2",
        "a>x b>a, 0 1",
        "a>b+c b>c c, 2 1 0",
        "a>a b>a, 0! 1",
        "a>b b>a c>a, 0! 1 1",
        "c>a a>b b>a, 1 0! 1",
        "a>b b>c c>a d>e e>d, 0! 2 1 0! 1",
        "r a>r+b b>a+r, 0 2! 3",
        "a>r r a, 1 0 1",
        "a>b a b>c c, 2 2 1 0",
    })
    void a_record_comes_after_those_it_refers_to(String records, String expected) throws IOException {
        RunFolder folder = RunFolder.create(work, "waves");
        StringJoiner found = new StringJoiner(" ");
        String[] all = records.split(" ", -1);
        try (Waves waves = new Waves(folder)) {
            for (int i = 0; i < all.length; i++) {
                add(waves, all[i], i + 1);
            }
            waves.compute();
            int least =
                    IntStream.rangeClosed(1, all.length).map(waves::wave).min().orElseThrow();
            for (int i = 1; i <= all.length; i++) {
                found.add((waves.wave(i) - least) + (waves.without(i) == 0 ? "" : "!"));
            }
        }
        assertThat(found.toString()).isEqualTo(expected);
        try (Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).isEmpty();
        }
    }

    private static void add(Waves waves, String record, int position) throws IOException {
        String[] parts = record.split(">", -1);
        waves.key(parts[0], position);
        String[] references = parts.length == 1 ? new String[0] : parts[1].split("\\+");
        for (int lookup = 0; lookup < references.length; lookup++) {
            waves.reference(references[lookup], position, lookup);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_refers_to_whatever_every_link_that_is_kept_leads_to_an_earlier_wave(long seed) throws IOException {
        Random random = new Random(seed);
        int count = 2_000;
        List<Integer> keys =
                new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
        Collections.shuffle(keys, random);
        Map<Integer, Integer> placeOf = new HashMap<>();
        int[] parents = new int[count + 1];
        try (Waves waves = new Waves(RunFolder.create(work, "random"))) {
            for (int position = 1; position <= count; position++) {
                int key = keys.get(position - 1);
                placeOf.put(key, position);
                waves.key("k" + key, position);
                // mostly a tree, with some references that close circles
                parents[position] = random.nextInt(50) == 0 ? 1 + random.nextInt(count) : random.nextInt(key);
                waves.reference("k" + parents[position], position, 0);
            }
            waves.compute();
            int cut = 0;
            for (int position = 1; position <= count; position++) {
                Integer parent = placeOf.get(parents[position]);
                if (waves.without(position) != 0) {
                    cut++;
                } else if (parent != null) {
                    assertThat(waves.wave(parent)).isLessThan(waves.wave(position));
                }
            }
            assertThat(cut).isEqualTo(circles(parents, placeOf));
        }
    }

    /** How many circles there are, found another way: each record refers to one at most. */
    private static int circles(int[] parents, Map<Integer, Integer> placeOf) {
        int circles = 0;
        int[] seen = new int[parents.length];
        for (int start = 1; start < parents.length; start++) {
            int at = start;
            while (at != 0 && seen[at] == 0) {
                seen[at] = start;
                at = placeOf.getOrDefault(parents[at], 0);
            }
            circles += at != 0 && seen[at] == start ? 1 : 0;
        }
        return circles;
    }
}
