/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

/** How the files of the Bulk APIs travel. */
public enum Compression {
    /** As they are: the least work, for networks that are faster than a processor compresses. */
    NONE,
    /**
     * Uploads are sent as gzip ({@code Content-Encoding}) and results asked for as gzip ({@code Accept-Encoding}), as
     * the REST API Developer Guide, Using Compression, and the Bulk API Developer Guide describe it.
     */
    GZIP
}
