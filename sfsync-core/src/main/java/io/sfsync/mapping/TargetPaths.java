/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a target field may be called: {@code Name}, {@code Account.Ext__c} or {@code User:Owner.Email}. */
final class TargetPaths {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern RELATED = Pattern.compile("([A-Za-z]\\w*:)?[A-Za-z]\\w*\\.[A-Za-z]\\w*");

    private TargetPaths() {}

    /** What is wrong with a path, if anything. */
    static Optional<String> problem(String path) {
        if (NAME.matcher(path).matches() || RELATED.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of("'" + path + "' is no target field; it must be a field such as Name, a field of a related"
                + " record such as Account.External_Key__c, or one with its type such as User:Owner.Email");
    }

    /** What is wrong with writing this path beside others, if anything; the path joins the others. */
    static Optional<String> clash(String path, Set<String> others) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (!others.add(lower)) {
            return Optional.of("target '" + path + "' is written twice");
        }
        int dot = lower.indexOf('.');
        if (dot > 0 && others.contains(lower.substring(0, dot))) {
            return Optional.of(
                    "target '" + path + "' and target '" + path.substring(0, dot) + "' cannot both be written");
        }
        boolean hasChild = dot < 0 && others.stream().anyMatch(other -> other.startsWith(lower + "."));
        return hasChild
                ? Optional.of("target '" + path + "' and a field of it cannot both be written")
                : Optional.empty();
    }
}
