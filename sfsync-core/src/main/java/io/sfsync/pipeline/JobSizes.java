/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/**
 * How many rows the file of the next Bulk job may have. The first jobs are short, so that every lane soon has work, and
 * the later ones longer, so that a long load is not made of very many jobs. With one lane, the next job is filled while
 * the org works on this one, and this one's results are read while it works on the next: the rows of its longest jobs
 * are as many as are matched in a small heap. Pure.
 *
 * @param jobRows the option, 0 for none
 * @param parallelism jobs in flight
 * @param expected how many records there are, -1 where that is not known
 */
record JobSizes(long jobRows, int parallelism, long expected) {
    private static final long FIRST = 25_000;
    private static final long LONGEST = 400_000;
    private static final long FIRST_ALONE = 50_000;
    private static final long LONGEST_ALONE = 200_000;

    /** How many rows a job has on average where there are so many records in all. */
    long onAverage(long records) {
        long jobs = 0;
        for (long left = records; left > 0; left -= rows(jobs)) {
            jobs++;
        }
        return jobs == 0 ? rows(1) : (records + jobs - 1) / jobs;
    }

    /** The most rows of the job with this 1-based number. */
    long rows(long number) {
        if (jobRows > 0) {
            return jobRows;
        }
        if (parallelism == 1) {
            return Math.min(LONGEST_ALONE, FIRST_ALONE << Math.min(number - 1, 10));
        }
        if (expected > 0 && expected <= FIRST * parallelism) {
            return Math.max(1, (expected + parallelism - 1) / parallelism);
        }
        long rounds = (number - 1) / (2L * parallelism);
        return Math.min(LONGEST, FIRST << Math.min(rounds, 10));
    }
}
