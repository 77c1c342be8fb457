/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import io.sfsync.localorg.rule.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A rule that refuses records with {@code FIELD_CUSTOM_VALIDATION_EXCEPTION}.
 *
 * @param name its API name
 * @param condition the record is refused where it is true
 * @param message the text of the error
 * @param errorField the field the error names; null for the whole record
 */
public record ValidationRule(
        String name,
        Formula condition,
        String message,
        @Nullable String errorField) {}
