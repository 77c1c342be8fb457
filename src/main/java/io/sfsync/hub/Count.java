/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.util.Locale;

/** A number with its noun. */
final class Count {
    private Count() {}

    /** Such as "1 row" and "1,200 rows". */
    static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** Such as "1 batch" and "2 batches". */
    static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
