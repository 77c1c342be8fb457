/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import io.sfsync.outcome.RecordError;
import java.io.IOException;
import java.util.List;

/** A request was sent, or may have been, and its answer did not come: whether it did something is not known. */
public class LostAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what the request, such as {@code POST /services/data/v62.0/jobs/ingest} */
    public LostAnswerException(String what, Throwable cause) {
        super("the answer to " + what + " was lost: " + reason(cause), cause);
    }

    /** What the org said was wrong, as it does with HTTP 500; empty where there was no answer, or none of the org's. */
    public List<RecordError> errors() {
        return getCause() instanceof OrgFaultException fault ? fault.errors() : List.of();
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
