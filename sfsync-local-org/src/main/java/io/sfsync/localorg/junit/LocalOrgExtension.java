/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.junit;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A local org for tests, on a free port, clean for every test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LocalOrgExtension ORG = LocalOrgExtension.standard();
 * }</pre>
 *
 * In a static field the org starts once for the class and is made clean before each test, which takes milliseconds; in an instance field
 * every test gets an org of its own.
 */
public final class LocalOrgExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final LocalOrgBuilder settings;
    private @Nullable LocalOrg org;
    private boolean forClass;

    private LocalOrgExtension(LocalOrgBuilder settings) {
        this.settings = settings;
    }

    /** An org with the standard objects. */
    public static LocalOrgExtension standard() {
        return of(LocalOrg.builder());
    }

    /** An org with these settings; it is the extension that starts it. */
    public static LocalOrgExtension of(LocalOrgBuilder settings) {
        return new LocalOrgExtension(settings);
    }

    /** The running org. Only inside tests and their set-up. */
    public LocalOrg org() {
        if (org == null) {
            throw new IllegalStateException("the local org runs only while a test runs");
        }
        return org;
    }

    /** The base address of the running org, without a trailing slash. */
    public URI url() {
        return org().url();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        forClass = true;
        org = settings.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (org == null) {
            org = settings.start();
        } else {
            org.reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
        forClass = false;
    }

    private void stop() {
        if (org != null) {
            org.close();
            org = null;
        }
    }
}
