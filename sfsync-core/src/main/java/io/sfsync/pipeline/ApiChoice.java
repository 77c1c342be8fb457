/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which API carries a run. The choice never changes what a run means: what one API cannot do decides for the other, and
 * an explicit choice that contradicts an option is an error.
 *
 * @param api the API, {@code null} while only the number of records can tell
 * @param because the option that decided, for log lines and errors; empty while nothing has
 */
record ApiChoice(@Nullable Api api, String because) {
    /** Up to so many records go over collections where nothing else decides. */
    static final int MAX_COLLECTIONS_RECORDS = 2_000;

    /** Where several APIs would do, the first of these is taken. */
    private static final List<Api> ORDER = List.of(Api.COLLECTIONS, Api.BULK2, Api.BULK1);

    /**
     * What the options alone decide.
     *
     * @throws IllegalArgumentException if options contradict each other; the message names the way out
     */
    static ApiChoice of(ApiNeeds needs) {
        List<Api> possible =
                ORDER.stream().filter(api -> needs.against(api).isEmpty()).toList();
        if (possible.isEmpty()) {
            throw contradiction(needs);
        }
        Api api = needs.api();
        if (api == null) {
            return auto(needs, possible);
        }
        if (!possible.contains(api)) {
            throw new IllegalArgumentException(needs.against(api).get(0) + " is not possible with api="
                    + api.optionName() + "; use "
                    + possible.stream()
                            .map(other -> "api=" + other.optionName())
                            .collect(Collectors.joining(", "))
                    + " or api=auto, or leave the option out");
        }
        if (api != Api.BULK2 && needs.jobRows() > 0) {
            throw new IllegalArgumentException("jobRows=" + needs.jobRows()
                    + " cuts the files of Bulk 2.0 jobs and means nothing to api=" + api.optionName()
                    + "; use batchSize");
        }
        return new ApiChoice(api, "api=" + api.optionName());
    }

    private static ApiChoice auto(ApiNeeds needs, List<Api> possible) {
        boolean byNumber = possible.containsAll(List.of(Api.COLLECTIONS, Api.BULK2));
        if (byNumber) {
            return new ApiChoice(null, "");
        }
        List<String> because = ORDER.stream()
                .filter(api -> !possible.contains(api))
                .flatMap(api -> needs.against(api).stream())
                .distinct()
                .toList();
        return new ApiChoice(possible.get(0), String.join(", ", because));
    }

    private static IllegalArgumentException contradiction(ApiNeeds needs) {
        String collections = first(needs.only(Api.COLLECTIONS));
        if (needs.operation() == Operation.HARD_DELETE && !collections.isEmpty()) {
            return new IllegalArgumentException(collections + " needs api collections, and operation hardDelete needs"
                    + " api bulk2 or bulk1; leave out one of them");
        }
        return new IllegalArgumentException(collections + " needs api collections, and " + first(needs.only(Api.BULK1))
                + " needs api bulk1; leave out one of them");
    }

    private static String first(List<String> reasons) {
        return reasons.isEmpty() ? "" : reasons.get(0);
    }

    /** Whether the number of records still has to tell. */
    boolean isOpen() {
        return api == null;
    }

    /** The choice once it is known whether there are more records than collections are meant for. */
    ApiChoice decide(long atLeast) {
        if (api != null) {
            return this;
        }
        return atLeast > MAX_COLLECTIONS_RECORDS
                ? new ApiChoice(Api.BULK2, "more than " + MAX_COLLECTIONS_RECORDS + " records")
                : new ApiChoice(Api.COLLECTIONS, atLeast + " records");
    }
}
