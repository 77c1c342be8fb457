/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

/** How well the behaviour of a call is known. */
public enum Confidence {
    /** A real response was recorded. */
    RECORDED,
    /** A test suite that runs against a real org asserts it. */
    TESTED,
    /** Salesforce documents it. */
    DOCUMENTED,
    /** A mature client depends on it. */
    CLIENT_CODE,
    /** A reading of the evidence. */
    INFERRED
}
