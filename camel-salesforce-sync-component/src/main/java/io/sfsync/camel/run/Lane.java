/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to run beside, or in place of, other runs of a route; may be closed twice, and by any thread. */
public final class Lane implements AutoCloseable {
    private final Runnable leave;
    private final AtomicBoolean left = new AtomicBoolean();

    Lane(Runnable leave) {
        this.leave = leave;
    }

    /** A lane that keeps nobody out. */
    public static Lane open() {
        return new Lane(() -> {});
    }

    @Override
    public void close() {
        if (left.compareAndSet(false, true)) {
            leave.run();
        }
    }
}
