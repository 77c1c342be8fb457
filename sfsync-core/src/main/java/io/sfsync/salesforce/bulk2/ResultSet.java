/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

/** The three result sets of a job (Bulk API 2.0 Developer Guide, Get Job Successful Record Results and its siblings). */
public enum ResultSet {
    /** Rows that were saved. */
    SUCCESSFUL("successfulResults", "success"),
    /** Rows that were refused. */
    FAILED("failedResults", "failed"),
    /** Rows that the job never came to. */
    UNPROCESSED("unprocessedrecords", "unprocessed");

    private final String resource;
    private final String extension;

    ResultSet(String resource, String extension) {
        this.resource = resource;
        this.extension = extension;
    }

    /** The last part of its address. */
    public String resource() {
        return resource;
    }

    /** The extension of the file that it is downloaded into. */
    public String extension() {
        return extension;
    }
}
