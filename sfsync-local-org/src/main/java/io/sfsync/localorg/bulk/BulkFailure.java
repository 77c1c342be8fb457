/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

/** Ends a whole job or batch; rows of chunks that were done before stay saved. */
public final class BulkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A failure.
     *
     * @param code the exception code, such as {@code InvalidBatch}
     * @param message the text after it
     */
    public BulkFailure(String code, String message) {
        super(code + " : " + message, null, false, false);
        this.code = code;
    }

    /** What an org says to a hard delete by somebody who may not (met by jsforce and Data Loader). */
    public static final String NO_HARD_DELETE =
            "hardDelete operation requires special user profile permission, please contact your system administrator";

    /** {@code InvalidBatch}, the code of most failures. */
    public static BulkFailure invalidBatch(String message) {
        return new BulkFailure("InvalidBatch", message);
    }

    /** The exception code. */
    public String code() {
        return code;
    }

    /** {@code InvalidBatch : Field name not found : Foo__c}: the {@code errorMessage} of a job, the {@code stateMessage} of a batch. */
    public String text() {
        String text = getMessage();
        return text == null ? code : text;
    }
}
