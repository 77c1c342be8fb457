/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

/** The forms of data in batches and results; zip attachments are not supported. */
enum ContentType {
    /** Comma-separated values. */
    CSV("text/csv"),
    /** XML. */
    XML("application/xml"),
    /** JSON. */
    JSON("application/json");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** As in HTTP headers. */
    String mediaType() {
        return mediaType;
    }
}
