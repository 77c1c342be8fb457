/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests an org has answered in the last 24 hours, and how many it allows. Learned from the header
 * {@code Sforce-Limit-Info} of its answers (recorded by tablexi/restforce-db and openstax/accounts), and counted on
 * where an answer has none, as those of Bulk API 1.0. Safe for use by many threads.
 */
public final class OrgLimits {
    private static final Pattern USAGE = Pattern.compile("api-usage=([0-9]{1,12})/([0-9]{1,12})");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long UNKNOWN = -1;

    private final ApiReserve reserve;
    private long used = UNKNOWN;
    private long max = UNKNOWN;
    private long batchesLeft = UNKNOWN;
    private long batchesMax = UNKNOWN;
    private long underWay;
    /** Whether no other request was under way together with the last one. */
    private boolean alone;

    /** Nothing is known yet. */
    public OrgLimits(ApiReserve reserve) {
        this.reserve = reserve;
    }

    /** Counts a request as under way if it fits above the reserve, or if nothing is known. */
    synchronized boolean tryEnter() {
        if (left() < 1) {
            return false;
        }
        enter();
        return true;
    }

    /** Counts a request as under way, whether it fits or not. */
    synchronized void enter() {
        alone = underWay == 0;
        underWay++;
    }

    /**
     * A request is over.
     *
     * @param limitInfo the header of its answer, empty if there was none
     * @return whether it tells anything
     */
    synchronized boolean leave(String limitInfo) {
        underWay--;
        Matcher usage = USAGE.matcher(limitInfo);
        // per-app-api-usage is another figure
        boolean tells = usage.find() && (usage.start() == 0 || limitInfo.charAt(usage.start() - 1) != '-');
        if (tells) {
            max = Long.parseLong(usage.group(2));
            // Answers overtake each other: where others were under way, a lower figure is an older one.
            long told = Long.parseLong(usage.group(1));
            used = alone ? told : Math.max(used, told);
        } else if (used != UNKNOWN) {
            used++;
        }
        return tells;
    }

    /**
     * Asks the org for its limits, past any reserve: nothing else tells when there is room.
     *
     * @return whether it told them
     * @throws IOException if it cannot be asked
     */
    public boolean ask(OrgConnection connection) throws IOException, InterruptedException {
        String path = "/services/data/v" + connection.apiVersion() + "/limits";
        try (OrgResponse response = connection.send(OrgRequest.of("GET", path))) {
            if (response.isSuccess()) {
                learn(JSON.readTree(response.body()));
            }
            return response.isSuccess();
        }
    }

    /** The org was asked for its limits (REST API Developer Guide, Limits). */
    public synchronized void learn(JsonNode limits) {
        JsonNode requests = limits.path("DailyApiRequests");
        if (requests.has("Max") && requests.has("Remaining")) {
            max = requests.path("Max").asLong();
            used = max - requests.path("Remaining").asLong();
        }
        JsonNode batches =
                limits.path(limits.has("DailyBulkApiBatches") ? "DailyBulkApiBatches" : "DailyBulkApiRequests");
        if (batches.has("Max") && batches.has("Remaining")) {
            batchesMax = batches.path("Max").asLong();
            batchesLeft = batches.path("Remaining").asLong();
        }
    }

    /** The org refuses requests because its allocation is used up, whatever was counted. */
    synchronized void exhausted() {
        used = max == UNKNOWN ? used : Math.max(used, max);
    }

    /** Requests that fit above the reserve; {@link Long#MAX_VALUE} where nothing is known. */
    public synchronized long left() {
        // An allowance of 0 would forbid the very answer that told it.
        return max <= 0 ? Long.MAX_VALUE : Math.max(0, max - reserve.of(max) - used - underWay);
    }

    /** Whether runs may send requests. */
    public boolean hasRoom() {
        return left() > 0;
    }

    /** Requests that the org allows in 24 hours, -1 where that is not known. */
    public synchronized long max() {
        return max;
    }

    /** Requests of the last 24 hours, -1 where that is not known. */
    public synchronized long used() {
        return used;
    }

    /** Counts batches of the Bulk APIs as used, if they fit above the reserve, or if nothing is known. */
    synchronized boolean tryTakeBatches(long batches) {
        if (batchesLeft() < batches) {
            return false;
        }
        batchesLeft -= batchesMax == UNKNOWN ? 0 : batches;
        return true;
    }

    /** Batches of the Bulk APIs that the org allows in 24 hours, -1 where that is not known. */
    public synchronized long batchesMax() {
        return batchesMax;
    }

    /** Batches of the Bulk APIs that fit above the reserve; {@link Long#MAX_VALUE} where nothing is known. */
    public synchronized long batchesLeft() {
        return batchesMax == UNKNOWN
                ? Long.MAX_VALUE
                : Math.max(0, batchesLeft - (reserve.percentage() ? reserve.of(batchesMax) : 0));
    }

    /** The figures about batches in words. */
    synchronized String batchesText() {
        return String.format(
                Locale.ROOT,
                "%,d of the org's %,d batches of the Bulk APIs in 24 hours are left, and apiReserve=%s keeps %,d",
                batchesLeft,
                batchesMax,
                reserve,
                reserve.percentage() ? reserve.of(batchesMax) : 0);
    }

    /** The figures in words. */
    @Override
    public synchronized String toString() {
        return max == UNKNOWN
                ? "the org's requests in 24 hours are not known"
                : String.format(
                        Locale.ROOT,
                        "%,d of the org's %,d requests in 24 hours are used, and apiReserve=%s keeps %,d",
                        used,
                        max,
                        reserve,
                        reserve.of(max));
    }
}
