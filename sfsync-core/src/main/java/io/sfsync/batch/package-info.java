/** Records that travel together: their bodies, their place in the source, and their outcomes on disk. */
@NullMarked
package io.sfsync.batch;

import org.jspecify.annotations.NullMarked;
