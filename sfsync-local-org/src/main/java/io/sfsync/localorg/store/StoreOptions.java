/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows are kept.
 *
 * @param location what kind of place
 * @param folder the folder of {@link Location#FOLDER}; null for the others
 * @param cacheMegabytes memory for pages of the database; at least 1, default 64
 * @param clock what time records are created at
 */
public record StoreOptions(Location location, @Nullable Path folder, int cacheMegabytes, Clock clock) {
    public StoreOptions {
        if (cacheMegabytes < 1) {
            throw new IllegalArgumentException("cacheMegabytes must be at least 1, was " + cacheMegabytes);
        }
        if ((location == Location.FOLDER) != (folder != null)) {
            throw new IllegalArgumentException("a folder is needed for " + Location.FOLDER + ", and only for it");
        }
    }

    /** A place for rows. */
    public enum Location {
        /** The default: a temporary file that goes when the store is closed or the JVM ends. Holds millions of rows. */
        TEMPORARY_FILE,
        /** Memory: quickest for tests, but some 500,000 rows are the most a heap of 512 MB takes. */
        MEMORY,
        /** A folder that is kept. */
        FOLDER
    }

    /** A temporary file. */
    public static StoreOptions temporaryFile() {
        return new StoreOptions(Location.TEMPORARY_FILE, null, 64, Clock.systemUTC());
    }

    /** Memory. */
    public static StoreOptions memory() {
        return new StoreOptions(Location.MEMORY, null, 64, Clock.systemUTC());
    }

    /** A kept folder. */
    public static StoreOptions folder(Path folder) {
        return new StoreOptions(Location.FOLDER, folder, 64, Clock.systemUTC());
    }

    /** The same with another clock. */
    public StoreOptions withClock(Clock other) {
        return new StoreOptions(location, folder, cacheMegabytes, other);
    }
}
