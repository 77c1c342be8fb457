/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.LostAnswerException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what became of calls and batches, adapts their width, and says so. Safe for use by many threads. */
final class WidthFinder {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    /** A slow call is not told from a lost one deeper than this. */
    private static final int MAX_CAUSES = 10;

    private final Width width;
    private final String object;
    private final String unit;

    private WidthFinder(Width width, String object, Api api) {
        this.width = width;
        this.object = object;
        this.unit = api == Api.COLLECTIONS ? "call" : "batch";
    }

    /**
     * The width that the option asks for.
     *
     * @param start where {@code batchSize} is {@code auto}, and the default of the API else
     */
    static WidthFinder of(Parts parts, RunPlan plan, RunTools tools, Api api, int start, int most, int standard) {
        SyncOptions options = parts.options();
        String object = plan.object().name();
        if (options.batchSize() != SyncOptions.AUTO_BATCH_SIZE) {
            int records = options.batchSize() == 0 ? standard : Math.min(most, options.batchSize());
            return new WidthFinder(Width.fixed(records), object, api);
        }
        Ledger ledger = parts.ledger();
        String org = plan.org().organizationId();
        Width width = parts.knowledge().width(ledger == null ? null : ledger.folder(), org, api, object, start, most);
        WidthFinder finder = new WidthFinder(width, object, api);
        tools.progress().width(() -> finder.text(options.parallelism()));
        tools.state().atEveryEnd(() -> {
            LOG.info("{}", finder.text(options.parallelism()));
            if (ledger != null) {
                parts.knowledge().save(ledger.folder(), org, api, object, width);
            }
        });
        return finder;
    }

    /** A width of calls for what failed in larger company, which nobody keeps. */
    static WidthFinder of(String object, int start, int most) {
        return new WidthFinder(Width.adaptive(start, most), object, Api.COLLECTIONS);
    }

    /** How many records the next call or batch may have. */
    int records() {
        return width.records();
    }

    /** What was found, such as {@code Case: 40 per call, 3 in flight}. */
    private String text(int inFlight) {
        return object + ": " + width.records() + " per " + unit + ", " + inFlight + " in flight";
    }

    void cameThrough(int records) {
        tell(width.cameThrough(records), "they come through");
    }

    void brokeLimit(int records) {
        tell(width.tooMany(records), records + " broke a governor limit");
    }

    void lostLock(int records) {
        tell(width.tooManyAtOnce(records), records + " lost a lock");
    }

    /** No answer came; nothing is learned from a connection that broke. */
    void failed(int records, LostAnswerException loss) {
        if (isTimeout(loss)) {
            tell(width.tooManyAtOnce(records), records + " took too long");
        }
    }

    private static boolean isTimeout(LostAnswerException loss) {
        @Nullable Throwable cause = loss;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private void tell(boolean changed, String why) {
        if (changed) {
            LOG.info("{}: {} per {} from now on, because {}", object, width.records(), unit, why);
        }
    }
}
