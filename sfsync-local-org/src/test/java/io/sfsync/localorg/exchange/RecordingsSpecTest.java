/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plays {@code spec/bulk-recordings.yaml}: what real orgs answered to the requests of the Bulk APIs. */
class RecordingsSpecTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.of(LocalOrg.builder().data(StoreOptions.memory()));

    @TestFactory
    Stream<DynamicTest> answers_as_a_real_org_did() throws IOException {
        return Player.stories("bulk-recordings.yaml").stream()
                .map(story -> DynamicTest.dynamicTest(story.get("story").asText(), () -> {
                    ORG.org().reset();
                    new Player(ORG.org()).play(story.get("exchanges"));
                }));
    }
}
