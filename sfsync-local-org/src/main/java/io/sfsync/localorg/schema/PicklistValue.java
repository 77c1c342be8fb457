/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

/**
 * One entry of a picklist. The data API takes and gives {@code value}; {@code label} is what people see.
 *
 * @param value what records hold
 * @param label what describe calls it; often the same
 * @param active false for an entry that is no longer offered
 * @param defaultValue true if a record gets it when none is given
 */
public record PicklistValue(String value, String label, boolean active, boolean defaultValue) {

    /** An active entry whose label is its value. */
    public static PicklistValue of(String value) {
        return new PicklistValue(value, value, true, false);
    }
}
