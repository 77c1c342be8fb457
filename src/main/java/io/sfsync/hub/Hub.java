/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line of the hub. */
@Command(
        name = "sfsync",
        description = "Loads records from any Apache Camel source into Salesforce, with one known outcome for each.",
        mixinStandardHelpOptions = true,
        versionProvider = Hub.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 all good, 1 broken, 2 usage, 3 rejected, unprocessed or unknown records, 4 parked,",
            "130 (Ctrl-C) and 143 (SIGTERM) interrupted and parked."
        })
public final class Hub {
    private static final int MESSAGE_LENGTH = 1_000;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log what goes on, and errors with their stack traces.")
    private boolean verbose;

    private Hub() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (List.of(args).contains("--verbose")) {
            Logging.showStackTraces();
        }
        PrintWriter out = new PrintWriter(System.out, true, stdoutCharset());
        PrintWriter err = new PrintWriter(System.err, true, stdoutCharset());
        System.exit(execute(HubHome.ofProcess(), out, err, args));
    }

    private static Charset stdoutCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.forName(name);
    }

    /** Runs a command. */
    static int execute(HubHome home, PrintWriter out, PrintWriter err, String... args) {
        Hub hub = new Hub();
        Terminal terminal = new Terminal(out, err, Boolean.getBoolean("sfsync.terminal"));
        CommandLine line = new CommandLine(hub)
                .addSubcommand(new DemoCommand(home, terminal))
                .addSubcommand(new RunCommand(home, terminal))
                .addSubcommand(new LoadCommand(home, terminal))
                .addSubcommand(new RunsCommand(home, terminal))
                .addSubcommand(new ShowCommand(home, terminal))
                .addSubcommand(new ResumeCommand(home, terminal))
                .addSubcommand(new AbortCommand(home, terminal))
                .addSubcommand(new ReplayCommand(home, terminal))
                .addSubcommand(new NewRouteCommand(home, terminal))
                .addSubcommand(new CheckCommand(home, terminal))
                .addSubcommand(new EncryptCommand(terminal))
                .addSubcommand(new LocalOrgCommand(home, terminal))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> hub.execute(parsed))
                .setExecutionExceptionHandler((failure, command, parsed) -> hub.report(failure, err));
        return line.execute(args);
    }

    private int execute(ParseResult parsed) {
        if (parsed.hasSubcommand()
                && parsed.subcommand().commandSpec().userObject() instanceof RunCommand run
                && run.isService()) {
            Logging.forService(verbose);
        } else {
            Logging.forCommand(verbose);
        }
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            parsed.commandSpec()
                    .commandLine()
                    .usage(parsed.commandSpec().commandLine().getErr());
            return ExitCode.USAGE.code();
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private int report(Exception failure, PrintWriter err) {
        err.println("sfsync: " + Excerpt.of(FailureMessage.of(failure), MESSAGE_LENGTH));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return (FailureMessage.isUsage(failure) ? ExitCode.USAGE : ExitCode.BROKEN).code();
    }

    /** Reads the version from the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Hub.class.getPackage().getImplementationVersion();
            return new String[] {"sfsync " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
