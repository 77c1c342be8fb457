/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import org.apache.camel.builder.RouteBuilder;

/** {@code total-northwind-orders.camel.yaml} in Java: two files are joined and grouped in a staging database. */
final class OrderTotalsRoute extends RouteBuilder {
    private static final String STAGE = """
            DROP TABLE IF EXISTS staged_detail;
            CREATE TABLE staged_detail AS SELECT DISTINCT orderID, productID,
            CAST(unitPrice AS NUMERIC(12, 2)) AS unit_price, CAST(quantity AS INTEGER) AS quantity,
            CAST(discount AS NUMERIC(4, 2)) AS discount FROM CSVREAD('${file:absolute.path}', NULL, 'charset=UTF-8');
            DROP TABLE IF EXISTS staged_product;
            CREATE TABLE staged_product AS SELECT DISTINCT productID, productName
            FROM CSVREAD('${header.CamelFileParent}/products.csv', NULL, 'charset=UTF-8')""";

    private static final String JOIN = """
            SELECT d.orderID AS "order_key", COUNT(*) AS "line_count",
            CAST(SUM(d.unit_price * d.quantity * (1 - d.discount)) AS NUMERIC(14, 2)) AS "amount",
            ARRAY_AGG(p.productName ORDER BY d.unit_price * d.quantity DESC)[1] AS "top_product"
            FROM staged_detail d JOIN staged_product p ON p.productID = d.productID
            GROUP BY d.orderID ORDER BY CAST(d.orderID AS INTEGER)""";

    @Override
    public void configure() {
        from("file:{{sfsync.inbox:data/inbox}}/staging?fileName=order-details.csv&doneFileName=ready"
                        + "&readLock=changed&readLockCheckInterval={{sfsync.inbox.settle:1000}}"
                        + "&move=done/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}"
                        + "&moveFailed=failed/${date:now:yyyyMMdd-HHmmssSSS}-${file:name}")
                .routeId("total-northwind-orders")
                .setBody(simple(STAGE))
                .to("sql:the body?useMessageBodyForSql=true&dataSource=#staging")
                .setBody(constant(JOIN))
                .to("sql:the body?useMessageBodyForSql=true&outputType=StreamList&dataSource=#staging")
                .to("sfsync:upsert:Order__c?externalIdField=Order_Key__c"
                        + "&mapping=file:routes/mappings/northwind-order-totals.yaml"
                        + "&errors=file:{{sfsync.errors:errors}}/total-northwind-orders-{runId}.csv&overlap=skip");
    }
}
