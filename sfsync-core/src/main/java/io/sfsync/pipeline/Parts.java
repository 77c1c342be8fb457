/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.Sleeper;
import io.sfsync.ledger.DigestStores;
import io.sfsync.ledger.Ledger;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.outcome.OutcomeSink;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.describe.DescribeCache;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What a pipeline was built of. */
record Parts(
        OrgConnection connection,
        SyncOptions options,
        RecordMapping mapping,
        List<SyncListener> listeners,
        @Nullable OutcomeSink errors,
        @Nullable OutcomeSink successes,
        @Nullable ExecutorService executor,
        @Nullable Ledger ledger,
        @Nullable Path stores,
        @Nullable DigestStores digests,
        Clock clock,
        @Nullable Sleeper sleeper,
        DoubleSupplier random,
        DescribeCache describes,
        OrgKnowledge knowledge,
        String sourceFingerprint,
        Map<String, String> notes) {

    /** The same parts for a run over this source. */
    Parts withSource(String fingerprint) {
        return new Parts(
                connection,
                options,
                mapping,
                listeners,
                errors,
                successes,
                executor,
                ledger,
                stores,
                digests,
                clock,
                sleeper,
                random,
                describes,
                knowledge,
                fingerprint,
                notes);
    }
}
