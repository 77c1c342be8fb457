/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import io.sfsync.salesforce.NotSentException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets at most one login go on at a time. Threads that need a login while one goes on wait for it and share its
 * outcome, also a refusal: a wrong password is tried once, not once a thread, so that nobody's user is locked out.
 */
final class LoginGate {
    /** Logs in and hands the login to {@link LoginGate#accept}, before it returns. */
    interface LoginAction {
        void logIn() throws IOException, InterruptedException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Login current;
    private volatile long attempts;
    private volatile @Nullable IOException failure;

    /** Takes a login that somebody else made, such as another client of the same session; {@code null} for a logout. */
    void accept(@Nullable Login login) {
        current = login;
    }

    /** Why the last login failed, or {@code null} where it did not. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /**
     * A login that is not the stale one.
     *
     * @param stale the login that the org no longer takes, {@code null} if there was none
     * @param action called if nobody else has logged in meanwhile
     */
    Login renew(@Nullable Login stale, LoginAction action) throws IOException, InterruptedException {
        Login login = current;
        if (login != null && login != stale) {
            return login;
        }
        long seen = attempts;
        lock.lockInterruptibly();
        try {
            login = current;
            if (login != null && login != stale) {
                return login;
            }
            IOException shared = failure;
            if (attempts != seen && shared != null) {
                throw again(shared);
            }
            return attempt(action);
        } finally {
            lock.unlock();
        }
    }

    private Login attempt(LoginAction action) throws IOException, InterruptedException {
        current = null;
        failure = null;
        try {
            action.logIn();
            return made();
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            countAttempt();
        }
    }

    private Login made() throws IOException {
        Login login = current;
        if (login == null) {
            throw new IOException("the session was logged out while it was logged in");
        }
        return login;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the holder of the lock writes
    private void countAttempt() {
        attempts++;
    }

    private static IOException again(IOException shared) {
        boolean permanent = shared instanceof NotSentException refused && refused.isPermanent();
        String message = shared.getMessage();
        return new NotSentException(message == null ? shared.toString() : message, permanent, shared);
    }
}
