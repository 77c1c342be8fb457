/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {
    private NearestName() {}

    /** {@code ", did you mean 'X'?"} for the nearest name if it is near enough, else nothing. */
    public static String hint(String wrong, Collection<String> names) {
        return find(wrong, names).map(name -> ", did you mean '" + name + "'?").orElse(".");
    }

    private static Optional<String> find(String wrong, Collection<String> names) {
        int most = Math.max(2, wrong.length() / 3);
        return names.stream()
                .filter(name -> distance(wrong, name) <= most)
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, whatever the case; what only lacks the ending of a custom field is very near. */
    static int distance(String left, String right) {
        String a = stem(left);
        String b = stem(right);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static String stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("__c") ? lower.substring(0, lower.length() - 3) : lower;
    }
}
