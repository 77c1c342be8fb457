/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.nio.file.Path;

/** The org that the sample routes are written for: its objects are those of {@code routes/schema/sample-org.yaml}. */
final class SampleOrg {
    private SampleOrg() {}

    /** One for each test class. */
    static LocalOrgExtension extension() {
        return LocalOrgExtension.of(LocalOrg.builder().schema(Path.of("routes/schema/sample-org.yaml")));
    }
}
