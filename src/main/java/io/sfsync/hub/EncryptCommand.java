/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Encrypts a secret for a file of properties. */
@Command(
        name = "encrypt",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts a secret, which it reads from the terminal or one line of standard input, never from an argument,"
                    + " where shells and process lists would keep it. Prints ENC(...) for application-NAME.properties.",
            "The master password is that of the environment variable " + Secrets.MASTER_PASSWORD
                    + ", which the hub needs too."
        })
final class EncryptCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    EncryptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String secret = secret();
        if (secret.isEmpty()) {
            throw new UsageException("there is nothing to encrypt: write the secret into one line of standard input");
        }
        String encrypted = Secrets.encrypt(secret);
        terminal.out()
                .println(
                        json
                                ? JsonMapper.builder().build().writeValueAsString(Map.of("encrypted", encrypted))
                                : encrypted);
        return ExitCode.OK.code();
    }

    @SuppressWarnings("SystemConsoleNull") // where it is none, later versions of Java read standard input all the same
    private static String secret() throws IOException {
        @Nullable Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Secret: ");
            return typed == null ? "" : new String(typed);
        }
        // not closed: it is the process's
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
