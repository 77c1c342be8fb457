/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.mapping.RecordMappings;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.salesforce.HttpOrgConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of docs/engine.md: keep both alike. */
class JavaApiExampleTest {
    @Test
    void the_example_of_the_documentation_works() throws Exception {
        try (TestOrg org = TestOrg.start()) {
            URI instanceUrl = org.org().url();
            String accessToken = org.org().accessToken();

            // tag::example
            List<Map<String, Object>> records = List.of(
                    Map.of("company", "Acme", "employees", 120), Map.of("company", "Globex", "employees", "many"));
            HttpOrgConnection connection = new HttpOrgConnection(instanceUrl, accessToken, "62.0");
            SyncPipeline pipeline = SyncPipeline.builder(
                            connection,
                            SyncOptions.builder(Operation.INSERT, "Account").build())
                    .mapping(RecordMappings.ofMap(Map.of("company", "Name", "employees", "NumberOfEmployees")))
                    .build();
            SyncResult result = pipeline.sync(records);
            System.out.println(result.status() + ": " + result.totals().created() + " created");
            for (RecordOutcome bad : result.firstErrors()) {
                System.out.println("record " + bad.row() + ": " + bad.errors());
            }
            // end::example

            assertThat(result.totals().created()).isEqualTo(1);
            assertThat(result.totals().rejected()).isEqualTo(1);
            assertThat(result.firstErrors().get(0).row()).isEqualTo(2);
        }
    }
}
