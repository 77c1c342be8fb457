/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.localorg.LocalOrg;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A hub's folder of its own, with the real configuration, and the command line in it. */
record HubFolder(Path path) {
    /** What a command printed and how it ended. */
    record Ending(int exitCode, String out, String err) {}

    /** A folder with the application.properties of the repository. */
    static HubFolder at(Path path) throws IOException {
        Files.copy(Path.of("application.properties"), path.resolve("application.properties"));
        return new HubFolder(path);
    }

    /** Adds an environment that leads to a local org; more lines come after and win. */
    void environment(String name, LocalOrg org, String... more) throws IOException {
        environment(
                name,
                org.url().toString(),
                org.credentials().clientId(),
                org.credentials().clientSecret(),
                more);
    }

    void environment(String name, String url, String clientId, String clientSecret, String... more) throws IOException {
        List<String> lines = List.of(
                "sfsync.org.url = " + url,
                "sfsync.org.clientId = " + clientId,
                "sfsync.org.clientSecret = " + clientSecret,
                String.join("\n", more));
        Files.write(path.resolve("application-" + name + ".properties"), lines);
    }

    /** Writes a file. */
    Path file(String name, String content) throws IOException {
        return Files.writeString(path.resolve(name), content);
    }

    /** Runs a command as {@code ./sfsync} would, called in this folder. */
    Ending run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Hub.execute(new HubHome(path, path), new PrintWriter(out), new PrintWriter(err), args);
        return new Ending(exitCode, out.toString(), err.toString());
    }
}
