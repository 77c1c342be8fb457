/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

/** What happens to a run when another run of the same route is going on in this JVM. */
enum Overlap {
    /** Both go on side by side. The default. */
    ALLOW,
    /** The new one waits until the other is over. */
    WAIT,
    /** The new one does not take place; its exchange goes on untouched. */
    SKIP,
    /** The new one fails. */
    FAIL
}
