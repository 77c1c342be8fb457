/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import org.apache.camel.builder.RouteBuilder;

/** {@code sync-database-customers.camel.yaml} in Java: rows are claimed, loaded, and marked by the keys of the outcomes. */
final class DatabaseCustomersRoute extends RouteBuilder {
    private static final String DATABASE = "?dataSource=#database";
    private static final String CLAIMS = "sync-database-customers.{{sfsync.hub:hub}}.";
    private static final String OF_THIS_RUN =
            " WHERE customer_key = :#customer_key AND sync_run = :#_run AND sync_status = 'CLAIMED'";

    @Override
    public void configure() {
        from("quartz:sfsync/sync-database-customers?cron={{sfsync.customers.cron:0 0/5 * * * ?}}&stateful=true")
                .routeId("sync-database-customers")
                .setVariable("run", simple(CLAIMS + "${date:now:yyyyMMddHHmmssSSS}"))
                // what an earlier run of this hub had claimed when it was killed
                .to("sql:UPDATE customer SET sync_status = 'NEW', sync_run = NULL WHERE sync_status = 'CLAIMED'"
                        + " AND sync_run LIKE '" + CLAIMS + "%25'" + DATABASE)
                .to("sql:UPDATE customer SET sync_status = 'CLAIMED', sync_run = :#${variable.run}"
                        + " WHERE sync_status = 'NEW' AND customer_key IN (SELECT customer_key FROM customer"
                        + " WHERE sync_status = 'NEW' ORDER BY customer_key"
                        + " FETCH FIRST {{sfsync.customers.portion:100000}} ROWS ONLY)" + DATABASE)
                .filter(simple("${header.CamelSqlUpdateCount} > 0"))
                .to(
                        "sql:SELECT customer_key AS \"customer_key\", name AS \"name\", phone AS \"phone\", city AS \"city\""
                                + " FROM customer WHERE sync_run = :#${variable.run} ORDER BY customer_key" + DATABASE
                                + "&outputType=StreamList")
                .to("sfsync:upsert:Account?externalIdField=External_Key__c"
                        + "&mapping=file:routes/mappings/database-customers.yaml&runId=${variable.run}"
                        + "&successes=direct:mark-customers-synced&errors=direct:mark-customers-rejected&failOn=never");

        from("direct:mark-customers-synced")
                .routeId("mark-customers-synced")
                .to("sql:UPDATE customer SET sync_status = 'SYNCED', sync_error = NULL" + OF_THIS_RUN + DATABASE
                        + "&batch=true");

        from("direct:mark-customers-rejected")
                .routeId("mark-customers-rejected")
                .to("sql:UPDATE customer SET sync_status = CASE CAST(:#_outcome AS VARCHAR(20)) WHEN 'unprocessed'"
                        + " THEN 'NEW' ELSE 'REJECTED' END,"
                        + " sync_error = SUBSTRING(CAST(:#_message AS VARCHAR(4000)) FROM 1 FOR 1000)" + OF_THIS_RUN
                        + DATABASE + "&batch=true");
    }
}
