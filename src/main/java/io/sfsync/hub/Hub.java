/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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
        CommandLine line = new CommandLine(hub);
        Map<String, Supplier<Object>> commands = commands(home, terminal);
        // picocli reads each command by reflection, which is a tenth of a start: only that which is called
        List<String> needed =
                args.length > 0 && commands.containsKey(args[0]) ? List.of(args[0]) : List.copyOf(commands.keySet());
        for (String name : needed) {
            line.addSubcommand(name, Objects.requireNonNull(commands.get(name)).get());
        }
        line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> hub.execute(parsed))
                .setExecutionExceptionHandler((failure, command, parsed) -> hub.report(failure, err));
        return line.execute(args);
    }

    /** The commands by name, in the order of the help. */
    private static Map<String, Supplier<Object>> commands(HubHome home, Terminal terminal) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(home, terminal));
        commands.put("run", () -> new RunCommand(home, terminal));
        commands.put("load", () -> new LoadCommand(home, terminal));
        commands.put("runs", () -> new RunsCommand(home, terminal));
        commands.put("show", () -> new ShowCommand(home, terminal));
        commands.put("resume", () -> new ResumeCommand(home, terminal));
        commands.put("abort", () -> new AbortCommand(home, terminal));
        commands.put("replay", () -> new ReplayCommand(home, terminal));
        commands.put("new-route", () -> new NewRouteCommand(home, terminal));
        commands.put("check", () -> new CheckCommand(home, terminal));
        commands.put("encrypt", () -> new EncryptCommand(terminal));
        commands.put("local-org", () -> new LocalOrgCommand(home, terminal));
        return commands;
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
