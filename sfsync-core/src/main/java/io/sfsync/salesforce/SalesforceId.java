/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

/** The two lengths of an id: 15 characters that differ by case, or 18 that do not. */
final class SalesforceId {
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int GROUP = 5;

    private SalesforceId() {}

    /** Adds the three characters that say which of the fifteen are capitals. */
    static String to18(String id) {
        StringBuilder full = new StringBuilder(id);
        for (int group = 0; group < id.length(); group += GROUP) {
            int capitals = 0;
            for (int i = 0; i < GROUP; i++) {
                char c = id.charAt(group + i);
                capitals |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            full.append(CHECK.charAt(capitals));
        }
        return full.toString();
    }
}
