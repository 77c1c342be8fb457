/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** Where digests of what was sent are kept from run to run. Safe for use by many threads. */
@FunctionalInterface
public interface DigestStores {
    /**
     * Opens the digests of a load.
     *
     * @param organization the id of the org
     * @param load the object and the mapping: another one has digests of its own
     * @throws IOException if they cannot be reached, or another run uses them
     */
    DigestStore open(String organization, String load) throws IOException;

    /** In files of a folder, of 24 bytes a key. */
    static DigestStores in(Path folder) {
        return (organization, load) ->
                DigestTable.open(folder.resolve(organization).resolve(load + ".digests"), "changedOnly");
    }
}
