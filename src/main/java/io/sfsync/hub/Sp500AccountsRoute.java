/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import org.apache.camel.builder.RouteBuilder;

/** {@code load-sp500-accounts.camel.yaml} in Java: a file is streamed into an upsert. */
final class Sp500AccountsRoute extends RouteBuilder {
    @Override
    public void configure() {
        from("file:{{sfsync.inbox:data/inbox}}?fileName=sp500-constituents.csv"
                        // a file that is still being written is left alone
                        + "&readLock=changed&readLockCheckInterval={{sfsync.inbox.settle:1000}}"
                        + "&move=done/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}"
                        + "&moveFailed=failed/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}")
                .routeId("load-sp500-accounts")
                .to("sfsync:upsert:Account?externalIdField=External_Key__c"
                        + "&mapping=file:routes/mappings/sp500-accounts.yaml"
                        + "&errors=file:{{sfsync.errors:errors}}/load-sp500-accounts-{runId}.csv&overlap=skip");
    }
}
