/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;

/** How a command of the hub ends. */
enum ExitCode {
    /** Everything asked for was done, and every record succeeded. */
    OK(0),
    /** The org, the source, the configuration or the hub itself failed. */
    BROKEN(1),
    /** The command line, or an option of the run, is wrong; nothing was sent. */
    USAGE(2),
    /** The run came to its end, or was stopped by its own rules, with rejected, unprocessed or unknown records. */
    RECORDS(3),
    /** The run was set aside and can be resumed. */
    PARKED(4),
    /** Ctrl-C; a run that was under way is parked. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The exit code of the process. */
    int code() {
        return code;
    }

    /** The code for a run that returned its result. */
    static ExitCode of(SyncResult result) {
        return result.totals().failed() == 0 ? OK : RECORDS;
    }

    /** The code for a run that threw. */
    static ExitCode of(SyncException failure) {
        return switch (failure.reason()) {
            case REJECTED, STOPPED -> RECORDS;
            case BROKEN -> BROKEN;
            case PARKED -> PARKED;
        };
    }
}
