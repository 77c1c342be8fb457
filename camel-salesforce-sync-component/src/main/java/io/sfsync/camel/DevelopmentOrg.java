/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Ordered;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for the properties {@code sfsync.org.*} where nobody else does: in the profile {@code dev} by starting a local
 * org on a free port, in every other profile by an error that names the property. A bean of
 * {@code application.properties}:
 *
 * <pre>
 * camel.beans.localOrg = #class:io.sfsync.camel.DevelopmentOrg
 * camel.beans.localOrg.schema = routes/schema/sample-org.yaml
 * camel.component.salesforce.loginUrl = {{sfsync.org.url}}
 * </pre>
 *
 * <p>Camel creates the bean before it configures components, and asks this source after the profile is known and after
 * all other sources: a value in {@code application-<profile>.properties}, the environment or a system property wins,
 * and then no local org is started. The local org itself ({@code io.sfsync:sfsync-local-org}) is looked for on the
 * class path when it is needed, so that a hub in production need not have it.
 */
public final class DevelopmentOrg implements CamelContextAware, PropertiesSource, Ordered {
    /** The profile in which the local org starts. */
    public static final String PROFILE = "dev";

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentOrg.class);
    private static final String PREFIX = "sfsync.org.";
    private static final String URL = PREFIX + "url";
    private static final String SCHEMA = PREFIX + "schema";
    private static final String LOCAL_ORG = "io.sfsync.localorg.LocalOrg";

    private @Nullable CamelContext context;
    private @Nullable String schema;
    private @Nullable AutoCloseable org;
    private boolean asking;

    /**
     * The schema file (YAML) that the local org adds to the standard objects, relative to the folder that the hub runs
     * in. Where there is no such file the org has the standard objects only, and a warning is logged.
     */
    public void setSchema(@Nullable String schema) {
        this.schema = schema;
    }

    /** The address of the local org, if this has started one. */
    public synchronized Optional<String> address() {
        return org == null ? Optional.empty() : Optional.ofNullable(System.getProperty(URL));
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        if (context != null) {
            return;
        }
        context = camelContext;
        camelContext.getPropertiesComponent().addPropertiesSource(this);
        camelContext.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                stop();
            }
        });
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }

    @Override
    public String getName() {
        return "localOrg";
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public @Nullable String getProperty(String name) {
        return getProperty(name, null);
    }

    @Override
    public synchronized @Nullable String getProperty(String name, @Nullable String defaultValue) {
        if (context == null || asking || !name.startsWith(PREFIX) || name.equals(SCHEMA) || defaultValue != null) {
            return null;
        }
        if (org == null) {
            checkThatNobodyElseAnswers(name, context);
            checkProfile(context.getCamelContextExtension().getProfile());
            chooseSchema();
            org = start(context);
        }
        return System.getProperty(name);
    }

    /** Half of the properties from elsewhere and half from here would send records to an org that nobody meant. */
    private void checkThatNobodyElseAnswers(String name, CamelContext asked) {
        asking = true;
        Optional<String> url;
        try {
            url = asked.getPropertiesComponent().resolveProperty(URL);
        } finally {
            asking = false;
        }
        if (url.isPresent()) {
            throw new IllegalStateException("the property " + URL + " is set to " + url.get() + ", and " + name
                    + " is not set: set both, or none to get a local org in the profile '" + PROFILE + "'");
        }
    }

    private static void checkProfile(@Nullable String profile) {
        if (!PROFILE.equals(profile)) {
            throw new IllegalStateException(
                    "no org is configured: the property " + URL + " is not set, and the profile is "
                            + (profile == null ? "not set either" : "'" + profile + "'") + ". Set " + URL
                            + " (the login URL, such as"
                            + " https://MyDomain.my.salesforce.com), sfsync.org.clientId and sfsync.org.clientSecret in application-"
                            + (profile == null ? "<profile>" : profile)
                            + ".properties; a local org starts by itself only in the"
                            + " profile '" + PROFILE + "'");
        }
    }

    private void chooseSchema() {
        if (schema == null || System.getProperty(SCHEMA) != null) {
            return;
        }
        if (Files.exists(Path.of(schema))) {
            System.setProperty(SCHEMA, schema);
        } else {
            LOG.warn("local org: the schema file {} is not there, so it has the standard objects only", schema);
        }
    }

    private static AutoCloseable start(CamelContext context) {
        try {
            AutoCloseable started = (AutoCloseable) context.getClassResolver()
                    .resolveMandatoryClass(LOCAL_ORG)
                    .getMethod("startForDevelopment")
                    .invoke(null);
            LOG.info("local org: started at {}; nothing leaves this machine", System.getProperty(URL));
            return started;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the profile '" + PROFILE
                            + "' starts a local org, and io.sfsync:sfsync-local-org is not on the class"
                            + " path: add it, or set sfsync.org.url",
                    e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "the local org did not start: " + e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    LOCAL_ORG + " is not of this component's version: take the same of both", e);
        }
    }

    /** Stops the local org and withdraws its properties, so that the next context of this JVM gets an org of its own. */
    private synchronized void stop() {
        AutoCloseable started = org;
        org = null;
        if (started == null) {
            return;
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .forEach(System::clearProperty);
        try {
            started.close();
        } catch (Exception e) {
            LOG.warn("local org: did not close cleanly: {}", e.getMessage(), e);
        }
    }
}
