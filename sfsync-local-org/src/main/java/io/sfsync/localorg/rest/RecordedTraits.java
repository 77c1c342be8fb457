/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import java.util.Set;

/**
 * What describe global tells about an object beyond what may be done with it, as recorded by SFDO-Tooling/CumulusCI (v52); no behaviour of the
 * local org depends on it.
 *
 * @param main whether it has pages of its own: list views, search, recent items
 * @param mergeable whether its records can be merged
 * @param deepCloneable whether its records can be cloned with their children
 * @param feedEnabled whether its records have feeds
 */
record RecordedTraits(boolean main, boolean mergeable, boolean deepCloneable, boolean feedEnabled) {
    private static final Set<String> DETAILS = Set.of("CampaignMember", "OpportunityContactRole");
    private static final Set<String> MERGEABLE = Set.of("Account", "Contact", "Lead");
    private static final Set<String> DEEP_CLONEABLE = Set.of("Campaign", "Opportunity");
    private static final Set<String> WITH_FEED =
            Set.of("Account", "Asset", "Case", "Contact", "Event", "Lead", "Opportunity", "Task", "User");

    static RecordedTraits of(String object) {
        return new RecordedTraits(
                !DETAILS.contains(object),
                MERGEABLE.contains(object),
                DEEP_CLONEABLE.contains(object),
                WITH_FEED.contains(object));
    }
}
