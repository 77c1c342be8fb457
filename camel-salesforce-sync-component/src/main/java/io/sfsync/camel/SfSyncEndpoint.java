/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.body.SourceFormat;
import io.sfsync.ledger.KeepRows;
import io.sfsync.outcome.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Load records from any source into Salesforce, with one known outcome for every record.
 *
 * <p>The body is the records: a list, iterator or stream of maps or objects, one map, or CSV, JSON or NDJSON as a file,
 * stream or text. After the run the body is its {@link io.sfsync.outcome.SyncResult}.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "sfsync",
        title = "Salesforce Sync",
        syntax = "sfsync:operation:sobject",
        producerOnly = true,
        category = {Category.CLOUD, Category.SAAS},
        headersClass = SfSyncConstants.class)
public class SfSyncEndpoint extends DefaultEndpoint implements EndpointServiceLocation {
    /** The operation that sends again what a run did not get into the org. */
    static final String REPLAY = "replay";

    @UriPath(
            enums = "insert,update,upsert,delete,hardDelete,replay",
            description = "What is done with the records, in any case: insert, update (by Id), upsert (by"
                    + " externalIdField), delete (by Id) or hardDelete (by Id, past the recycle bin). The header"
                    + " CamelSfSyncOperation overrides it, except with hardDelete. replay sends again what the run"
                    + " of runId did not get into the org.")
    @Metadata(required = true)
    private String operation;

    @UriPath(
            description =
                    "The API name of the Salesforce object, such as Account or Order__c. May be left out where the"
                            + " header CamelSfSyncObject names it.")
    private @Nullable String sobject;

    @UriParam
    private SfSyncConfiguration configuration;

    private @Nullable References references;
    private Map<String, String> given = Map.of();

    /**
     * @param operation what is done with the records
     * @param sobject the Salesforce object, {@code null} where a header names it
     */
    public SfSyncEndpoint(
            String uri,
            SfSyncComponent component,
            SfSyncConfiguration configuration,
            String operation,
            @Nullable String sobject) {
        super(uri, component);
        this.configuration = configuration;
        this.operation = operation;
        this.sobject = sobject == null || sobject.isBlank() ? null : sobject;
    }

    /** Checks the options with each other, so that what is wrong shows at start. */
    void check() {
        if (!isReplay()) {
            runOptions().withoutExchange();
        }
        overlap();
        keepRows();
        sourceFormat();
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        references = References.resolve(getCamelContext(), configuration);
    }

    private boolean isReplay() {
        return operation.equals(REPLAY);
    }

    References references() {
        return Objects.requireNonNull(references, "the endpoint is not initialized");
    }

    Overlap overlap() {
        return RunOptions.choice("overlap", configuration.getOverlap(), Overlap.class);
    }

    /** Sets an option that refers to a bean, an endpoint or a file; resolved when the producer starts. */
    void setReference(String option, String value) {
        switch (option) {
            case "mapping" -> configuration.setMapping(value);
            case "errors" -> configuration.setErrors(value);
            case "successes" -> configuration.setSuccesses(value);
            case "listener" -> configuration.setListener(value);
            default -> throw new IllegalArgumentException("not a reference: " + option);
        }
    }

    SourceFormat sourceFormat() {
        return SourceFormat.of(
                configuration.getCsvDelimiter(),
                configuration.getCsvQuote(),
                configuration.getCsvHeaders(),
                configuration.getCharset());
    }

    /** Keeps the options as they were given, for whoever goes on with a run of this endpoint. */
    void setGiven(Map<String, Object> parameters) {
        Map<String, String> texts = new TreeMap<>();
        parameters.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        given = Map.copyOf(texts);
    }

    Map<String, String> given() {
        return given;
    }

    KeepRows keepRows() {
        return RunOptions.choice("keepRows", configuration.getKeepRows(), KeepRows.class);
    }

    RunOptions runOptions() {
        return new RunOptions(configuration, Operation.parse(operation), sobject);
    }

    @Override
    public Producer createProducer() {
        return isReplay() ? new ReplayProducer(this) : new SfSyncProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "sfsync:" + operation + " writes to Salesforce and cannot stand in from:" + "; use it in to:");
    }

    @Override
    public SfSyncComponent getComponent() {
        return (SfSyncComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return "salesforce:" + configuration.getSalesforceComponent();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public @Nullable String getSobject() {
        return sobject;
    }

    public void setSobject(@Nullable String sobject) {
        this.sobject = sobject;
    }

    public SfSyncConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SfSyncConfiguration configuration) {
        this.configuration = configuration;
    }
}
