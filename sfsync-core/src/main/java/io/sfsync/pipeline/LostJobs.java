/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.salesforce.bulk2.JobListing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that may have been created though the answer was lost. They are empty, and the batch goes with another job; but
 * they stay open for a day unless somebody ends them. Safe for use by many threads.
 */
final class LostJobs {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    /** How far the clocks of the org and of this machine may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final Finder jobs;
    private final Progress progress;
    private final List<Instant[]> lost = new ArrayList<>();

    LostJobs(Finder jobs, Progress progress) {
        this.jobs = jobs;
        this.progress = progress;
    }

    /** Looks for jobs, and ends them. */
    interface Finder {
        List<JobListing> openJobs(Instant from, Instant to) throws IOException, InterruptedException;

        /** Whether nothing was uploaded to a job. */
        boolean isEmpty(String id) throws IOException, InterruptedException;

        void abort(String id) throws IOException, InterruptedException;
    }

    /** A request to create a job was sent in this time, and its answer did not come. */
    synchronized void add(Instant from, Instant to) {
        lost.add(new Instant[] {from.minus(SKEW), to.plus(SKEW)});
    }

    /**
     * Ends the lost jobs, once no other job of this run is being created. A job is only ended if there are no more
     * candidates than lost ones and nothing was uploaded to it: others create such jobs, too.
     */
    synchronized void sweep() throws IOException, InterruptedException {
        if (lost.isEmpty()) {
            return;
        }
        List<String> candidates = new ArrayList<>();
        for (Instant[] window : lost) {
            for (JobListing job : jobs.openJobs(window[0], window[1])) {
                if (!progress.jobIds().contains(job.id()) && !candidates.contains(job.id()) && jobs.isEmpty(job.id())) {
                    candidates.add(job.id());
                }
            }
        }
        if (candidates.size() > lost.size()) {
            LOG.warn(
                    "One of the jobs {} may be this run's and stays open: it cannot be told from the others",
                    candidates);
        } else {
            for (String id : candidates) {
                jobs.abort(id);
                LOG.info("Job {} was created by a request whose answer was lost; it was empty and is aborted", id);
            }
        }
        lost.clear();
    }
}
