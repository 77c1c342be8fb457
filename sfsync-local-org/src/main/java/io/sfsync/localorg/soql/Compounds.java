/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import java.util.Locale;

/** The keys that the parts of a compound field have in JSON. */
final class Compounds {

    private Compounds() {}

    /**
     * {@code city} for {@code BillingCity} of {@code BillingAddress}; {@code latitude} for {@code Place__Latitude__s} of
     * {@code Place__c}.
     */
    static String key(String compound, String part) {
        String stem = compound.endsWith("__c")
                ? compound.substring(0, compound.length() - 1)
                : compound.substring(0, compound.length() - (compound.endsWith("Address") ? "Address".length() : 0));
        String rest = part.startsWith(stem) ? part.substring(stem.length()) : part;
        String name = rest.endsWith("__s") ? rest.substring(0, rest.length() - 3) : rest;
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
