/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

/** A set of calls that belong together, such as those of Bulk 2.0; it registers them with the router at start. */
@FunctionalInterface
public interface CallGroup {
    /** Registers every call of the group. */
    void register(Router router);
}
