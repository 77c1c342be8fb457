/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

/** The shape of ids: 15 characters that differ by case, or 18 of which the last three say which are capitals. */
final class SalesforceIds {
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int SHORT = 15;
    private static final int LONG = 18;
    private static final int GROUP = 5;

    private SalesforceIds() {}

    static boolean isWellFormed(String id) {
        if (id.length() != SHORT && id.length() != LONG) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return id.length() == SHORT || hasChecksum(id);
    }

    private static boolean hasChecksum(String id) {
        for (int group = 0; group < SHORT / GROUP; group++) {
            int capitals = 0;
            for (int i = 0; i < GROUP; i++) {
                char c = id.charAt(group * GROUP + i);
                capitals |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            if (Character.toUpperCase(id.charAt(SHORT + group)) != CHECK.charAt(capitals)) {
                return false;
            }
        }
        return true;
    }
}
