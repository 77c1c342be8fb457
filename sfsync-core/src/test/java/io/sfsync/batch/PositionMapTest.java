/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PositionMapTest {
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
}
