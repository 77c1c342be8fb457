/** Compares what a run wants to send with what the org's describe says, before anything is sent. */
@NullMarked
package io.sfsync.check;

import org.jspecify.annotations.NullMarked;
