/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.salesforce.PollInterval;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPaceTest {
    private static final long ROWS = 1_000_000;

    @ParameterizedTest(name = "a job of {0} whose rows go {1}, awaited from {2} on: {3} are lost at most")
    @CsvSource({
        "PT1S, evenly, PT0S, PT0.5S",
        "PT20S, evenly, PT0S, PT0.5S",
        "PT1M, evenly, PT0S, PT1.2S",
        "PT10M, evenly, PT0S, PT12S",
        "PT1H, evenly, PT0S, PT1M12S",
        "PT6H, evenly, PT0S, PT5M",
        "PT1H, evenly, PT55M, PT6S",
        "PT1H, evenly, PT59M59S, PT0.5S",
        "PT1M, in four steps, PT0S, PT3S",
        "PT10M, in four steps, PT0S, PT30S",
        "PT1H, in four steps, PT0S, PT3M",
        "PT1H, slower and slower, PT0S, PT5M",
        "PT1H, and halt before the last, PT0S, PT5M",
        "PT1H, untold, PT0S, PT5M",
        "PT1H, at once, PT0S, PT5M",
        "PT1H, back and forth, PT0S, PT5M",
        "PT1H, beyond the last, PT0S, PT5M"
    })
    void a_job_is_asked_soon_after_its_end(Duration length, String how, Duration from, Duration most) {
        JobPace pace = new JobPace(new PollInterval(null));
        Duration elapsed = Duration.ZERO;
        int questions = 1;
        for (; from.plus(elapsed).compareTo(length) < 0; questions++) {
            long done = processed(how, (double) from.plus(elapsed).toMillis() / length.toMillis());
            elapsed = elapsed.plus(pace.pause(elapsed, done, ROWS));
        }
        assertThat(from.plus(elapsed).minus(length)).isLessThanOrEqualTo(most);
        assertThat(questions).isLessThanOrEqualTo(length.compareTo(Duration.ofHours(1)) > 0 ? 150 : 100);
    }

    @Test
    void a_fixed_interval_stays() {
        Duration fixed = Duration.ofSeconds(30);
        JobPace pace = new JobPace(new PollInterval(fixed));
        assertThat(pace.pause(Duration.ZERO, 0, ROWS)).isEqualTo(fixed);
        assertThat(pace.pause(Duration.ofMinutes(1), ROWS - 1, ROWS)).isEqualTo(fixed);
    }

    private static long processed(String how, double part) {
        double rows = switch (how) {
            case "evenly" -> part;
            case "in four steps" -> Math.floor(part * 4) / 4;
            case "slower and slower" -> Math.sqrt(part);
            case "and halt before the last" -> Math.min(part * 10, 0.999);
            case "at once" -> 1;
            case "untold" -> -1 / (double) ROWS;
            case "back and forth" -> 0.5 + Math.sin(part * 20) / 2;
            case "beyond the last" -> part * 3;
            default -> throw new IllegalArgumentException(how);
        };
        return (long) (rows * ROWS);
    }
}
