/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import org.apache.camel.builder.RouteBuilder;

/** {@code load-frequent-orders.camel.yaml} in Java: a schedule, and a guard for orders whose account is not there yet. */
final class FrequentOrdersRoute extends RouteBuilder {
    private static final String DATABASE = "?dataSource=#database";

    @Override
    public void configure() {
        from("file:{{sfsync.exports:data/exports}}?fileName=orders.csv&scheduler=quartz"
                        + "&scheduler.cron={{sfsync.frequent.cron:0 0/5 7-19 * * ?}}"
                        + "&move=done/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}"
                        + "&moveFailed=failed/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}")
                .routeId("load-frequent-orders")
                .to("sfsync:upsert:Order__c?externalIdField=Order_Key__c"
                        + "&mapping=file:routes/mappings/northwind-orders.yaml"
                        + "&errors=file:{{sfsync.errors:errors}}/load-frequent-orders-{runId}.csv"
                        + "&failOn=never&overlap=skip")
                .filter(simple("${header.CamelSfSyncRejected} > 0"))
                .to("sql:INSERT INTO sfsync_parked_run (run_id, route_id)"
                        + " VALUES (:#CamelSfSyncResultRunId, 'load-frequent-orders')" + DATABASE);

        from("quartz:sfsync/catch-up-orders?cron={{sfsync.catchUp.cron:0 3/15 * * * ?}}&stateful=true")
                .routeId("catch-up-orders")
                .to("sql:SELECT run_id AS \"run_id\" FROM sfsync_parked_run WHERE route_id = 'load-frequent-orders'"
                        + " AND attempts < {{sfsync.catchUp.attempts:200}} ORDER BY run_id" + DATABASE)
                .split(body())
                .setVariable("run", simple("${body[run_id]}"))
                .setHeader("CamelSfSyncRunId", variable("run"))
                .setBody(simple("${null}"))
                .to("sfsync:replay?errors=file:{{sfsync.errors:errors}}/catch-up-orders-{runId}.csv&failOn=never")
                .choice()
                .when(simple("${header.CamelSfSyncRejected} == 0"))
                .to("sql:DELETE FROM sfsync_parked_run WHERE run_id = :#${variable.run}" + DATABASE)
                .otherwise()
                .to("sql:UPDATE sfsync_parked_run SET attempts = attempts %2B 1 WHERE run_id = :#${variable.run}"
                        + DATABASE);
    }
}
