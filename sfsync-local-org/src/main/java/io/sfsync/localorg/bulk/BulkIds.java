/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import io.sfsync.localorg.store.RecordId;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out the ids of jobs, batches and results; jobs of Bulk 1.0 and 2.0 share one prefix. Thread-safe. */
public final class BulkIds {
    private final AtomicLong last = new AtomicLong(1000);

    /** A new job id in 18 characters, prefix 750. */
    public String job() {
        return next("750");
    }

    /** A new batch id in 18 characters, prefix 751. */
    public String batch() {
        return next("751");
    }

    /** A new result id in 18 characters, prefix 752. */
    public String result() {
        return next("752");
    }

    private String next(String prefix) {
        return RecordId.format(RecordId.of(prefix, last.incrementAndGet()));
    }

    /** The form under which jobs are kept: 15 characters, or the text itself if it is no id. */
    public static String key(String id) {
        return RecordId.parse(id) == RecordId.MALFORMED ? id : id.substring(0, 15);
    }
}
