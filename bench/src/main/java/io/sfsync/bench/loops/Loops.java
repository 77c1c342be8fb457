/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.loops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the inner loops. */
public final class Loops {
    private Loops() {}

    /**
     * One loop.
     *
     * @param name as in {@link LoopsBenchmark}
     * @param perSecond records or entries a second
     * @param error half of the 99.9 % confidence interval
     */
    public record Rate(String name, double perSecond, double error) {}

    /** Runs all; takes about two minutes. */
    public static List<Rate> run() {
        Collection<RunResult> results;
        try {
            results = new Runner(new OptionsBuilder()
                            .include(LoopsBenchmark.class.getSimpleName())
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("the loops could not be run", e);
        }
        List<Rate> rates = new ArrayList<>();
        for (RunResult result : results) {
            var figure = result.getPrimaryResult();
            rates.add(new Rate(figure.getLabel(), figure.getScore(), figure.getScoreError()));
        }
        return rates;
    }
}
