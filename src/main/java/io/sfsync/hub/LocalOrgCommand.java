/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a local org alone. */
@Command(
        name = "local-org",
        mixinStandardHelpOptions = true,
        description = "Runs a local org, an HTTP server that speaks Salesforce's protocols, until Ctrl-C.")
final class LocalOrgCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "The port on 127.0.0.1; 0, the default, takes any free one.")
    private int port;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "Objects and fields beside the standard ones: a schema file (YAML).")
    private @Nullable Path schema;

    @Option(
            names = "--import",
            paramLabel = "FILE",
            description = "The describe result of a real org (JSON), in the place of --schema.")
    private @Nullable Path imported;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "A folder that keeps the records. Default: a temporary file that goes at the end.")
    private @Nullable Path data;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "How the org behaves under load: none (the default), sink, production, locks, heavy-triggers.")
    private @Nullable String model;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "A scenario file (YAML): model, seed, quotas, faults, switches.")
    private @Nullable Path scenario;

    @Option(
            names = "--tls",
            description =
                    "Speak https, with a certificate of an authority that is made at the start and printed as a file.")
    private boolean tls;

    LocalOrgCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port must be 0..65535, was " + port);
        }
        LocalOrgBuilder settings = LocalOrg.builder().port(port).tls(tls);
        if (schema != null && imported != null) {
            throw new UsageException("--schema and --import stand for one another, give one of them");
        }
        if (schema != null) {
            settings.schema(LoadTarget.existing("--schema", home.argument(schema)));
        }
        if (imported != null) {
            settings.schema(LoadTarget.existing("--import", home.argument(imported)));
        }
        if (data != null) {
            settings.data(StoreOptions.folder(writable(home.argument(data))));
        }
        behave(settings);
        try (LocalOrg org = settings.start();
                Interruption interruption = Interruption.awaited()) {
            printAuthority(org);
            new LocalOrgNotice(org).lines().forEach(terminal.out()::println);
            interruption.await();
        }
        return ExitCode.INTERRUPTED.code();
    }

    private static Path writable(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--data " + folder + ": no folder can be made there; name one that can");
        }
        if (!Files.isWritable(folder)) {
            throw new UsageException("--data " + folder + ": this user may not write to it; name another folder");
        }
        return folder;
    }

    private void behave(LocalOrgBuilder settings) {
        try {
            if (model != null) {
                settings.model(model);
            }
            if (scenario != null) {
                settings.scenario(LoadTarget.existing("--scenario", home.argument(scenario)));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void printAuthority(LocalOrg org) throws IOException {
        if (org.certificateAuthority().isPresent()) {
            Path file = Files.createTempFile("local-org-ca-", ".pem");
            file.toFile().deleteOnExit();
            Files.writeString(file, org.certificateAuthority().get());
            terminal.out().println("certificate authority to trust: " + file);
        }
    }
}
