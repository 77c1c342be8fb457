/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionMapTest {
    @TempDir
    private Path folder;

    @Test
    void finds_the_position_of_every_row_across_gaps() {
        long[] positions =
                LongStream.rangeClosed(5, 300).filter(p -> p % 7 != 0).toArray();
        PositionMap map = new PositionMap();
        for (long position : positions) {
            map.add(position);
        }

        assertThat(map.size()).isEqualTo(positions.length);
        assertThat(map.first()).isEqualTo(5);
        assertThat(map.last()).isEqualTo(300);
        for (int i = 0; i < positions.length; i++) {
            assertThat(map.position(i)).isEqualTo(positions[i]);
        }
    }

    @Test
    void knows_which_positions_it_holds() {
        PositionMap map = new PositionMap();
        LongStream.of(3, 4, 8).forEach(map::add);

        assertThat(LongStream.rangeClosed(1, 10).filter(map::contains)).containsExactly(3L, 4L, 8L);
    }

    @Test
    void positions_may_come_in_any_order() throws IOException {
        long[] positions = {7, 8, 9, 2, 30, 3, 4, 1, 29};
        PositionMap map = new PositionMap();
        LongStream.of(positions).forEach(map::add);
        Path file = folder.resolve("positions");
        map.write(Files.newOutputStream(file));

        for (PositionMap each : List.of(map, PositionMap.read(file))) {
            assertThat(each.size()).isEqualTo(positions.length);
            assertThat(each.first()).isEqualTo(1);
            assertThat(each.last()).isEqualTo(30);
            for (int i = 0; i < positions.length; i++) {
                assertThat(each.position(i)).isEqualTo(positions[i]);
            }
            assertThat(LongStream.rangeClosed(0, 40).filter(each::contains))
                    .containsExactly(1L, 2L, 3L, 4L, 7L, 8L, 9L, 29L, 30L);
        }
    }
}
