/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.outcome.SyncResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.main.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads the sample data through the sample routes into a local org and shows what happened. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a local org and the sample routes, loads the sample data, and shows what happened.")
final class DemoCommand implements Callable<Integer> {
    private static final String SALESFORCE = "camel.component.salesforce.";

    private final HubHome home;
    private final Terminal terminal;

    @Option(names = "--stay", description = "Keep the local org up afterwards, until Ctrl-C, and print how to log in.")
    private boolean stay;

    DemoCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (LocalOrg org = LocalOrg.builder()
                .schema(home.folder().resolve("routes/schema/sample-org.yaml"))
                .start()) {
            terminal.out().println("local org at " + org.url() + "; nothing leaves this machine");
            List<SyncResult> results = load(org);
            show(results);
            ExitCode verdict = judge(results);
            if (stay) {
                stay(org);
            }
            return verdict.code();
        }
    }

    private void stay(LocalOrg org) throws InterruptedException {
        try (Interruption interruption = Interruption.awaited()) {
            new LocalOrgNotice(org).lines().forEach(terminal.out()::println);
            interruption.await();
        }
    }

    private List<SyncResult> load(LocalOrg org) throws Exception {
        Path folder = Files.createTempDirectory("sfsync-demo");
        Inbox inbox = new Inbox(folder);
        Progress progress = terminal.progress();
        progress.org("local org " + org.url());
        Main main = CamelHub.configure(home, Environment.DEFAULT);
        configure(main, org, folder, progress);
        List<SyncResult> results = new ArrayList<>();
        try (CamelHub hub = CamelHub.start(main);
                Interruption interruption = Interruption.stopping(hub.context())) {
            checkTarget(hub, org);
            hub.context().getManagementStrategy().addEventNotifier(inbox);
            inbox.start();
            for (DemoLoad load : DemoLoad.ALL) {
                if (interruption.isUnderWay()) {
                    throw new IllegalStateException("interrupted before all files were loaded");
                }
                progress.title(load.title());
                Path file = home.folder().resolve("routes/data").resolve(load.file());
                results.add(inbox.load(load.routeId(), file, load.file()));
            }
        } finally {
            delete(folder);
        }
        return results;
    }

    private void configure(Main main, LocalOrg org, Path inbox, Progress progress) {
        main.configure()
                .withRoutesIncludePattern(DemoLoad.ALL.stream()
                        .map(load -> "file:" + home.routesFolder() + "/" + load.routeId() + ".camel.yaml")
                        .distinct()
                        .collect(Collectors.joining(",")));
        main.addOverrideProperty(SALESFORCE + "loginUrl", org.url().toString());
        main.addOverrideProperty(SALESFORCE + "clientId", org.credentials().clientId());
        main.addOverrideProperty(SALESFORCE + "clientSecret", org.credentials().clientSecret());
        main.addOverrideProperty(HubHome.LEDGER, inbox.resolve("ledger").toString());
        main.addOverrideProperty("sfsync.inbox", inbox.toString());
        main.addOverrideProperty("sfsync.inbox.settle", "50");
        Listening.toEveryRun(main, progress);
    }

    /** A variable of the environment can still lead elsewhere; the demo never loads into a real org. */
    private static void checkTarget(CamelHub hub, LocalOrg org) {
        SalesforceComponent salesforce = hub.context().getComponent("salesforce", SalesforceComponent.class);
        String loginUrl = salesforce.getLoginConfig().getLoginUrl();
        if (!org.url().toString().equals(loginUrl)) {
            throw new UsageException("the demo loads into its local org only, but the login URL is " + loginUrl
                    + ": unset CAMEL_COMPONENT_SALESFORCE_LOGIN_URL and -D" + SALESFORCE + "loginUrl");
        }
    }

    private void show(List<SyncResult> results) {
        TextTable table = new TextTable(
                "Run", "Total", "Created", "Updated", "Rejected", "Unprocessed", "Requests", "Seconds", "Error file");
        for (int i = 0; i < results.size(); i++) {
            SyncResult result = results.get(i);
            table.row(
                    DemoLoad.ALL.get(i).title(),
                    result.totals().total(),
                    result.totals().created(),
                    result.totals().updated(),
                    result.totals().rejected(),
                    result.totals().unprocessed(),
                    result.requests(),
                    String.format(Locale.ROOT, "%.1f", result.elapsed().toMillis() / 1000.0),
                    errorFile(DemoLoad.ALL.get(i), result));
        }
        terminal.out().println();
        terminal.out().println("Loaded into " + results.get(0).org() + ":");
        table.lines().forEach(terminal.out()::println);
        terminal.out().println();
    }

    private String errorFile(DemoLoad load, SyncResult result) {
        Path file = home.folder().resolve("errors/" + load.routeId() + "-" + result.runId() + ".csv");
        return Files.exists(file) ? file.toString() : "-";
    }

    private ExitCode judge(List<SyncResult> results) {
        boolean expected = true;
        for (int i = 0; i < results.size(); i++) {
            DemoLoad load = DemoLoad.ALL.get(i);
            if (!results.get(i).totals().equals(load.expected())) {
                expected = false;
                terminal.err()
                        .println("sfsync: " + load.title() + ": expected " + load.expected() + ", was "
                                + results.get(i).totals());
            }
        }
        if (expected) {
            terminal.out()
                    .println("All figures are the expected ones. A load of your own with rejected records, like the"
                            + " second and the fourth, would have exited with 3.");
        }
        return expected ? ExitCode.OK : ExitCode.BROKEN;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
