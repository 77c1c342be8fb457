/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Auto-numbers: a display format such as {@code A-{0000}} filled with the number of the record. */
final class AutoNumber {
    private static final Pattern PLACE = Pattern.compile("\\{(0+)}");

    private AutoNumber() {}

    static String format(@Nullable String displayFormat, long number) {
        Matcher place = PLACE.matcher(displayFormat == null ? "{0}" : displayFormat);
        if (!place.find()) {
            return displayFormat + number;
        }
        String digits = String.format("%0" + place.group(1).length() + "d", number);
        return place.replaceFirst(Matcher.quoteReplacement(digits));
    }
}
