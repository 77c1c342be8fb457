/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.io.IOException;

/** Reads a successful answer. An exception means that the answer is lost. */
@FunctionalInterface
public interface AnswerReader<T> {
    /** Reads the body of an answer whose status is 2xx. */
    T read(OrgResponse response) throws IOException;
}
