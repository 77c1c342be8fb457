/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint about the ledger: which run it is, and what is kept of it. */
@UriParams
abstract class LedgerConfiguration extends CheckConfiguration {
    @UriParam(
            description = "The id of the run: 1 to 80 letters, digits, dots, underscores or hyphens, or an "
                    + "expression of the simple language that gives them, such as "
                    + "orders-${date:header.scheduledFireTime:yyyyMMdd}. With a ledger the same id goes "
                    + "on with the same run. By default a run is new, but a file of which an "
                    + "unfinished run is in the ledger goes on with that. The header CamelSfSyncRunId "
                    + "overrides it.")
    private @Nullable String runId;

    @UriParam(
            enums = "fail,return,new",
            defaultValue = "fail",
            description = "What happens when the run of runId is in the ledger and finished: fail throws, return "
                    + "gives its result again and sends nothing, new makes another run with a number "
                    + "appended to the id.")
    private String onFinishedRun = "fail";

    @UriParam(
            label = "advanced",
            enums = "failed,all",
            defaultValue = "failed",
            description = "Which rows the ledger keeps when a Bulk batch is done: failed keeps the files of batches "
                    + "in which a record did not succeed, all keeps all of them.")
    private String keepRows = "failed";

    public @Nullable String getRunId() {
        return runId;
    }

    public void setRunId(@Nullable String runId) {
        this.runId = runId;
    }

    public String getOnFinishedRun() {
        return onFinishedRun;
    }

    public void setOnFinishedRun(String onFinishedRun) {
        this.onFinishedRun = onFinishedRun;
    }

    public String getKeepRows() {
        return keepRows;
    }

    public void setKeepRows(String keepRows) {
        this.keepRows = keepRows;
    }
}
