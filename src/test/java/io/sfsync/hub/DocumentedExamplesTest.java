/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Examples that stand in pages only are taken from there and run. */
class DocumentedExamplesTest {
    private static final Path DOCS = Path.of("docs");

    @RegisterExtension
    static final LocalOrgExtension ORG =
            LocalOrgExtension.of(LocalOrg.builder().schema(Path.of("routes/schema/sample-org.yaml")));

    @TempDir
    private Path folder;

    @Test
    void the_route_without_a_stream_cache_goes_on_with_its_stream_when_it_is_redelivered() throws Exception {
        Path route = Files.writeString(
                folder.resolve("load-stream.camel.yaml"), example("stream-caching.md", "```yaml stream\n"));
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("oauth2/token").times(2));
        try (RunningRoutes routes = RunningRoutes.ofFile(folder, ORG.org(), route, "sfsync.runs.retryDelay = 1")) {
            SyncResult result = routes.template()
                    .requestBody(
                            "direct:load-stream",
                            new ByteArrayInputStream("Name\nA\nB\n".getBytes(StandardCharsets.UTF_8)),
                            SyncResult.class);

            assertThat(result.totals().created()).isEqualTo(2);
        }
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(2);
    }

    /** The first example in a page that begins like this. */
    private static String example(String page, String start) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        assertThat(text).contains(start);
        int begin = text.indexOf(start) + start.indexOf('\n') + 1;
        return text.substring(begin, text.indexOf("\n```", begin) + 1);
    }
}
