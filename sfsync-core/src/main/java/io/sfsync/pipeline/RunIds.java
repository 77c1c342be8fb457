/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.ledger.RunSummary;
import io.sfsync.salesforce.OrgConnection;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which run it is. */
final class RunIds {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private RunIds() {}

    /** The id that was asked for, that of the unfinished run of the same source, or a new one. */
    static String of(Parts parts, String fingerprint) throws IOException {
        Ledger ledger = parts.ledger();
        String wanted = parts.options().runId();
        if (ledger == null) {
            return wanted == null ? newId() : wanted;
        }
        if (wanted == null) {
            Optional<RunSummary> left =
                    fingerprint.isEmpty() ? Optional.empty() : unfinished(parts, ledger, fingerprint);
            return left.map(RunSummary::runId).orElseGet(RunIds::newId);
        }
        return parts.options().onFinishedRun() == OnFinishedRun.NEW ? free(ledger, wanted) : wanted;
    }

    private static Optional<RunSummary> unfinished(Parts parts, Ledger ledger, String fingerprint) throws IOException {
        SyncOptions options = parts.options();
        Optional<RunSummary> left =
                ledger.unfinished(fingerprint, options.operation().wireName(), options.object());
        return left.isPresent() && isElsewhere(left.get(), parts.connection()) ? Optional.empty() : left;
    }

    /** The same file may go into another org; an org that does not answer will be asked again. */
    private static boolean isElsewhere(RunSummary run, OrgConnection connection) {
        Map<String, String> manifest = run.manifest();
        try {
            return !connection
                    .identity()
                    .isThat(manifest.getOrDefault("organizationId", ""), manifest.getOrDefault("instanceUrl", ""));
        } catch (IOException e) {
            LOG.debug("Whether run {} is of this org is not known yet: {}", run.runId(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static String free(Ledger ledger, String wanted) throws IOException {
        String id = wanted;
        for (int i = 2; ledger.find(id).map(RunSummary::isFinished).orElse(false); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
