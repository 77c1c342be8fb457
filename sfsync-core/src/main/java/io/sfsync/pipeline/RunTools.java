/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.RunFolder;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.salesforce.OrgClient;
import org.jspecify.annotations.Nullable;

/** What the batches of a run share. */
record RunTools(
        SyncOptions options,
        RunFolder folder,
        OutcomeLog log,
        Settler settler,
        RunState state,
        OrgClient client,
        RetryPolicy retries,
        Progress progress,
        RunBook book,
        LinkBook links,
        @Nullable Resumption resumption) {}
