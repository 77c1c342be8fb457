/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.outcome.SyncTotals;
import java.util.List;

/**
 * One load of the demo: a file that is put into the inbox of a route, and what must come of it.
 *
 * @param title what the table calls it
 * @param routeId the route of the bundle that takes it
 * @param file under {@code routes/data} and, the same, under the inbox
 * @param expected the figures of a clean org
 */
record DemoLoad(String title, String routeId, String file, SyncTotals expected) {
    private static final String SP500 = "sp500-constituents.csv";

    /** The loads in their order: accounts before what refers to them, and the first one again at the end. */
    static final List<DemoLoad> ALL = List.of(
            new DemoLoad("S&P 500 -> Account", "load-sp500-accounts", SP500, totals(503, 0, 0)),
            new DemoLoad(
                    "Northwind customers -> Account",
                    "load-northwind-customers",
                    "northwind/customers.csv",
                    totals(67, 0, 24)),
            new DemoLoad(
                    "Northwind employees -> Contact",
                    "load-northwind-employees",
                    "northwind/employees.csv",
                    totals(9, 0, 0)),
            new DemoLoad(
                    "Northwind orders -> Order__c",
                    "load-northwind-orders",
                    "northwind/orders.csv",
                    totals(654, 0, 176)),
            new DemoLoad("S&P 500 again", "load-sp500-accounts", SP500, totals(0, 503, 0)));

    private static SyncTotals totals(long created, long updated, long rejected) {
        return new SyncTotals(created, updated, 0, 0, rejected, 0, 0);
    }
}
