/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.IOException;

/** A request was sent, or may have been, and its answer did not come: whether it did something is not known. */
public class LostAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what the request, such as {@code POST /services/data/v62.0/jobs/ingest} */
    public LostAnswerException(String what, Throwable cause) {
        super("the answer to " + what + " was lost: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
