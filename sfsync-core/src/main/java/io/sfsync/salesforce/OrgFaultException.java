/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import io.sfsync.failure.FailureClass;
import io.sfsync.outcome.RecordError;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The org answered a request with an error; the request as a whole did nothing, unless its class says otherwise. */
public class OrgFaultException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final Set<String> LIMITS = Set.of("REQUEST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED", "ExceededQuota");

    private final int status;
    private final transient List<RecordError> errors;
    private final FailureClass failureClass;

    /**
     * @param what the request, such as {@code POST /services/data/v62.0/jobs/ingest}
     * @param status HTTP status
     * @param errors the errors as Salesforce gave them, empty where the answer was none of Salesforce's
     */
    public OrgFaultException(String what, int status, List<RecordError> errors, FailureClass failureClass) {
        super(what + " was answered with HTTP " + status + text(errors));
        this.status = status;
        this.errors = List.copyOf(errors);
        this.failureClass = failureClass;
    }

    private static String text(List<RecordError> errors) {
        return errors.isEmpty()
                ? " and no error that Salesforce would send; is the address that of an org?"
                : errors.stream()
                        .map(error -> " " + error.code() + ": " + error.message())
                        .collect(Collectors.joining(";"));
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The errors as Salesforce gave them. */
    public List<RecordError> errors() {
        return errors;
    }

    /** Whether the org refuses because an allocation, or the number of requests at a time, is used up. */
    boolean isLimit() {
        return errors.stream().anyMatch(error -> LIMITS.contains(error.code()));
    }

    /** What the failure asks for. */
    public FailureClass failureClass() {
        return failureClass;
    }
}
