/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries every connector of an environment. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Tries every connector of an environment: Salesforce (login, a call, what is left of its requests),"
                        + " databases, SFTP and mail. Sends no records and no mail. Exits with 0 if all that are configured work,"
                        + " else with 1.")
final class CheckCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private Environment environment = new Environment();

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    CheckCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<Connectors.Finding> findings;
        try (CamelHub hub = CamelHub.start(CamelHub.configure(home, environment.name()))) {
            findings = new Connectors(hub.context()).check();
        }
        if (json) {
            terminal.out()
                    .println(JsonMapper.builder()
                            .build()
                            .writeValueAsString(
                                    findings.stream().map(CheckCommand::map).toList()));
        } else {
            TextTable table = new TextTable("Connector", "State", "");
            findings.forEach(finding ->
                    table.row(finding.connector(), finding.state().name().toLowerCase(Locale.ROOT), finding.detail()));
            table.lines().forEach(terminal.out()::println);
        }
        boolean broken = findings.stream().anyMatch(finding -> finding.state() == Connectors.State.FAILED);
        return (broken ? ExitCode.BROKEN : ExitCode.OK).code();
    }

    private static Map<String, String> map(Connectors.Finding finding) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("connector", finding.connector());
        map.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        map.put("detail", finding.detail());
        return map;
    }
}
