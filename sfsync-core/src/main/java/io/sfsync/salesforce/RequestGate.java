/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

/** Stands before every request of a run: lets it pass, lets it wait, or ends the run. Safe for use by many threads. */
public interface RequestGate {
    /** Lets everything pass. */
    RequestGate OPEN = new RequestGate() {
        @Override
        public void enter(OrgRequest request) {}

        @Override
        public void refused(OrgFaultException fault) throws OrgFaultException {
            throw fault;
        }
    };

    /**
     * A request is to be sent.
     *
     * @throws InterruptedException if it must not be sent, and the run ends
     */
    void enter(OrgRequest request) throws InterruptedException;

    /**
     * A job or batch of a Bulk API is to be handed over.
     *
     * @param batches how many of the org's batches in 24 hours it takes
     * @throws InterruptedException if it must not be handed over, and the run ends
     */
    default void takeBatches(long batches) throws InterruptedException {}

    /** The request is over; what the org said about its limits, empty for nothing. */
    default void leave(String limitInfo) {}

    /**
     * The org refuses requests because of its limits, however often it was asked; asks again when this returns.
     *
     * @throws OrgFaultException to let the request fail
     * @throws InterruptedException if the run ends
     */
    void refused(OrgFaultException fault) throws OrgFaultException, InterruptedException;
}
