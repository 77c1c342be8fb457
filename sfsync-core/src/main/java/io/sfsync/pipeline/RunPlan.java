/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckException;
import io.sfsync.check.KeyForm;
import io.sfsync.check.ObjectCheck;
import io.sfsync.check.RecordCheck;
import io.sfsync.check.RelatedObjects;
import io.sfsync.check.TargetResolver;
import io.sfsync.mapping.Checks;
import io.sfsync.outcome.Operation;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.describe.Describer;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is settled with the org before the first record is read.
 *
 * @param org which org this is
 * @param object the object, as describe has it
 * @param keyField the key of an upsert in its canonical case, {@code null} for other operations
 * @param check checks records against the org
 * @param locks the fields by which records are kept together, {@code null} for none
 * @param parallelism calls, batches or jobs in flight
 */
record RunPlan(
        OrgIdentity org,
        ObjectSchema object,
        @Nullable String keyField,
        RecordCheck check,
        @Nullable LockFields locks,
        int parallelism) {

    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    /** The form in which keys of the run's records are compared. */
    KeyForm keyForm() {
        return KeyForm.of(object.field(keyField == null ? "Id" : keyField)
                .orElseThrow(() -> new IllegalStateException("object " + object.name() + " has no key")));
    }

    /** What the run is, by name, for people and for whoever takes it up again. */
    Map<String, String> manifest(String runId, Parts parts) {
        SyncOptions options = parts.options();
        Map<String, String> entries = new LinkedHashMap<>(parts.notes());
        entries.put("runId", runId);
        entries.put("operation", options.operation().wireName());
        entries.put("object", object.name());
        entries.put("externalIdField", keyField == null ? "" : keyField);
        entries.put("nulls", options.nulls().name());
        entries.put("mapping", parts.mapping().fingerprint());
        entries.put("source", parts.sourceFingerprint());
        entries.put("organizationId", org.organizationId());
        entries.put("instanceUrl", org.instanceUrl().toString());
        entries.put("apiVersion", parts.connection().apiVersion());
        return entries;
    }

    /**
     * Asks the org.
     *
     * @throws CheckException if the options do not fit the org
     */
    static RunPlan make(Parts parts, OrgClient client, RunState state)
            throws CheckException, IOException, InterruptedException {
        state.beginWait();
        try {
            return ask(parts, client, state);
        } finally {
            state.endWait();
        }
    }

    private static RunPlan ask(Parts parts, OrgClient client, RunState state)
            throws CheckException, IOException, InterruptedException {
        SyncOptions options = parts.options();
        OrgIdentity org = parts.connection().identity();
        Describer describer = new Describer(client, parts.describes());
        ObjectSchema object = describer.object(options.object());
        ObjectCheck.operation(object, options.operation());
        FieldSchema key = options.operation() == Operation.UPSERT
                ? ObjectCheck.externalIdField(object, options.externalIdField())
                : null;
        String keyField = key == null ? null : key.name();
        TargetResolver resolver =
                new TargetResolver(object, options.operation(), keyField, related(describer, state), options.checks());
        RecordCheck check =
                new RecordCheck(options.operation(), keyField, resolver, options.timeZone(), options.nulls());
        LockFields locks = LockFields.of(options.lockBy(), object).orElse(null);
        return new RunPlan(org, object, keyField, check, locks, parallelism(options, key));
    }

    /** Calls that run beside each other may both create a record of a key, unless the org holds it unique. */
    private static int parallelism(SyncOptions options, @Nullable FieldSchema key) {
        boolean asks = options.checks().level() != Checks.Level.OFF;
        if (key == null || !asks || key.limits().unique() || key.type().equals("id")) {
            return options.parallelism();
        }
        LOG.warn(
                "externalIdField {} is not unique in the org: several records may have one key, which an upsert refuses{}."
                        + " Make the field unique in the org, or set checks=off to load in parallel all the same",
                key.name(),
                options.parallelism() > 1 ? ", and its calls go one at a time" : "");
        return 1;
    }

    private static RelatedObjects related(Describer describer, RunState state) {
        return name -> {
            state.beginWait();
            try {
                return describer.find(name);
            } catch (OrgFaultException e) {
                // The org does not show the object: it will judge the key itself.
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException("the run is asked to stop"));
            } finally {
                state.endWait();
            }
        };
    }
}
