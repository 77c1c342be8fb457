/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.document;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code , did you mean 'trim'?}, or the known names where nothing is near. */
    public static String of(String name, Collection<String> known) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        if (bestDistance <= Math.max(2, name.length() / 3) && bestDistance < name.length()) {
            return ", did you mean '" + best + "'?";
        }
        return known.isEmpty() || known.size() > 40
                ? ""
                : "; known are " + String.join(", ", known.stream().sorted().toList());
    }

    /** Letters to change, add or leave out to come from one word to the other. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
