/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/**
 * Lets Ctrl-C and SIGTERM end a command in good order: the Camel context is stopped, which parks the run that is under
 * way, and the process lives on until the command has said what became of it.
 */
final class Interruption implements AutoCloseable {
    private static final long SECONDS_TO_REPORT = 30;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        hook = new Thread(() -> interrupt(stop), "interruption");
    }

    /** From now on, until {@link #close}, the end of the process first stops this context. */
    static Interruption stopping(CamelContext context) {
        return of(context::stop);
    }

    /** From now on, until {@link #close}, the end of the process waits for the command's. */
    static Interruption awaited() {
        return of(() -> {});
    }

    private static Interruption of(Runnable stop) {
        Interruption interruption = new Interruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt(Runnable stop) {
        requested.countDown();
        stop.run();
        try {
            reported.await(SECONDS_TO_REPORT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process has been asked to end. */
    boolean isUnderWay() {
        return requested.getCount() == 0;
    }

    /** Waits until the process is asked to end. */
    void await() throws InterruptedException {
        requested.await();
    }

    /** The command has said all it has to say. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook, which waits no more, with it
            requested.countDown();
        }
    }
}
