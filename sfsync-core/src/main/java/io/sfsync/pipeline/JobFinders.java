/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.salesforce.bulk1.Bulk1Client;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobListing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** How the jobs of the two Bulk APIs are looked for: both stand in the list of Bulk API 2.0. */
final class JobFinders {
    private JobFinders() {}

    /** Jobs of Bulk API 2.0. */
    record Bulk2(BulkJobClient jobs) implements LostJobs.Finder {
        @Override
        public List<JobListing> openJobs(Instant from, Instant to) throws IOException, InterruptedException {
            return jobs.openJobs("V2Ingest", from, to);
        }

        @Override
        public boolean isEmpty(String id) throws IOException, InterruptedException {
            return jobs.info(id).processed() < 0;
        }

        @Override
        public void abort(String id) throws IOException, InterruptedException {
            jobs.abort(id);
        }
    }

    /** Jobs of Bulk API 1.0. */
    record Bulk1(BulkJobClient listing, Bulk1Client jobs) implements LostJobs.Finder {
        @Override
        public List<JobListing> openJobs(Instant from, Instant to) throws IOException, InterruptedException {
            return listing.openJobs("Classic", from, to);
        }

        @Override
        public boolean isEmpty(String id) throws IOException, InterruptedException {
            return jobs.batches(id).isEmpty();
        }

        @Override
        public void abort(String id) throws IOException, InterruptedException {
            jobs.abort(id);
        }
    }
}
