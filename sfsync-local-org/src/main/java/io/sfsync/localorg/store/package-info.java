/** The rows of the org and the one engine that changes them, over H2. */
@NullMarked
package io.sfsync.localorg.store;

import org.jspecify.annotations.NullMarked;
