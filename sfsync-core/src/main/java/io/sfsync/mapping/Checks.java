/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

/**
 * What of a run is compared with what the org says about its objects, before it is sent.
 *
 * @param level how much is compared
 * @param readOnly what becomes of fields that the operation may not write
 */
public record Checks(Level level, ReadOnly readOnly) {
    /** Fields are checked, and those that may not be written are an error. */
    public static final Checks DEFAULT = new Checks(Level.FIELDS, ReadOnly.ERROR);

    /** How much is compared. */
    public enum Level {
        /** Nothing: the org judges. */
        OFF,
        /** The fields, once for all records: that they exist, may be written, and that no required one lacks. */
        FIELDS,
        /** Each value, too: what the org would refuse is refused without a call. */
        ROWS
    }

    /** What becomes of fields that the operation may not write. */
    public enum ReadOnly {
        /** The run ends before anything is sent. */
        ERROR,
        /** They are left out, with a warning in the log. */
        DROP
    }
}
