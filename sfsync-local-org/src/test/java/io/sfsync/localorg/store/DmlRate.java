/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how many rows a second the engine takes, without HTTP and CSV: six columns a row, in chunks of 200. Run with
 * {@code java -Xmx512m -cp … io.sfsync.localorg.store.DmlRate 1000000 2}.
 */
final class DmlRate {
    private DmlRate() {}

    /** Takes rows and threads. */
    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        PrintStream out = System.out;
        try (StoreFixture org = new StoreFixture(StoreFixture.SCHEMA, StoreOptions.temporaryFile())) {
            String[] columns = {"External_Key__c", "Name", "BillingCity", "Phone", "NumberOfEmployees", "AnnualRevenue"
            };
            measure(
                    out,
                    "insert",
                    org,
                    org.request(
                            Operation.INSERT,
                            "Contact",
                            null,
                            "LastName",
                            "FirstName",
                            "Email",
                            "Title",
                            "Birthdate",
                            "Phone"),
                    rows,
                    threads,
                    DmlRate::contact);
            DmlRequest upsert = org.request(Operation.UPSERT, "Account", "External_Key__c", columns);
            measure(out, "upsert new", org, upsert, rows, threads, DmlRate::account);
            measure(out, "upsert old", org, upsert, rows, threads, DmlRate::account);
        }
        System.exit(0);
    }

    interface Rows {
        Row row(int number);
    }

    private static Row account(int i) {
        return Row.of(
                "KEY-" + i,
                "Account number " + i,
                "City " + i % 1000,
                "+49 731 " + i,
                Integer.toString(i % 9999),
                i + ".0");
    }

    private static Row contact(int i) {
        return Row.of("Name " + i, "First", "mail" + i + "@example.com", "Dr.", "1980-01-02", "+49 " + i);
    }

    private static void measure(
            PrintStream out, String what, StoreFixture org, DmlRequest request, int rows, int threads, Rows make)
            throws Exception {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long cpu = machine.getProcessCpuTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Future<Void>> all = new ArrayList<>();
        Callable<Void> work = () -> {
            for (int from = next.getAndAdd(Dml.CHUNK); from < rows; from = next.getAndAdd(Dml.CHUNK)) {
                List<Row> chunk = new ArrayList<>(Dml.CHUNK);
                for (int i = from; i < Math.min(rows, from + Dml.CHUNK); i++) {
                    chunk.add(make.row(i));
                }
                org.store.dml().execute(request, chunk).forEach(result -> failed.addAndGet(result.success() ? 0 : 1));
            }
            return null;
        };
        for (int i = 0; i < threads; i++) {
            all.add(pool.submit(work));
        }
        for (Future<Void> future : all) {
            future.get();
        }
        pool.shutdown();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMicros = (machine.getProcessCpuTime() - cpu) / 1e3 / rows;
        out.printf(
                Locale.ROOT,
                "%s: %,.0f rows/s, %.1f us of CPU a row, %d failed%n",
                what,
                rows / seconds,
                cpuMicros,
                failed.get());
    }
}
