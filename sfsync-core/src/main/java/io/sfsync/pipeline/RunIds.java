/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.ledger.RunSummary;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Decides which run it is. */
final class RunIds {
    private RunIds() {}

    /** The id that was asked for, that of the unfinished run of the same source, or a new one. */
    static String of(Parts parts, String fingerprint) throws IOException {
        Ledger ledger = parts.ledger();
        String wanted = parts.options().runId();
        if (ledger == null) {
            return wanted == null ? newId() : wanted;
        }
        if (wanted == null) {
            Optional<RunSummary> left = fingerprint.isEmpty() ? Optional.empty() : ledger.unfinished(fingerprint);
            return left.map(RunSummary::runId).orElseGet(RunIds::newId);
        }
        return parts.options().onFinishedRun() == OnFinishedRun.NEW ? free(ledger, wanted) : wanted;
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
