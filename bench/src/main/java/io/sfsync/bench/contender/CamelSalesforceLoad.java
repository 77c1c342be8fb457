/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.contender;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel's own {@code salesforce:} endpoints: a Bulk 2.0 job from a file, polled, and both results read. */
final class CamelSalesforceLoad {
    private CamelSalesforceLoad() {}

    /** Loads {@code FILE}. */
    public static void main(String[] args) throws Exception {
        SalesforceComponent component = new SalesforceComponent();
        component.setLoginUrl(Settings.get("ORG_URL"));
        component.setClientId(Settings.get("CLIENT_ID"));
        component.setClientSecret(Settings.get("CLIENT_SECRET"));
        component.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
        component.setHttpMaxContentLength(1 << 30);
        component.setConfig(new SalesforceEndpointConfig());
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("salesforce", component);
            camel.start();
            try (ProducerTemplate template = camel.createProducerTemplate();
                    InputStream in = Files.newInputStream(Path.of(Settings.get("FILE")))) {
                load(template, in);
            }
        }
        System.exit(0); // its threads linger
    }

    private static void load(ProducerTemplate template, InputStream in) throws Exception {
        Job job = new Job();
        job.setObject("Account");
        job.setOperation(OperationEnum.INSERT);
        String id = template.requestBody("salesforce:bulk2CreateJob", job, Job.class)
                .getId();
        template.requestBodyAndHeader("salesforce:bulk2CreateBatch", in, "jobId", id);
        template.requestBodyAndHeader("salesforce:bulk2CloseJob", "", "jobId", id, Job.class);
        Job now = job;
        while (now.getState() != JobStateEnum.JOB_COMPLETE) {
            Thread.sleep(Duration.ofMillis(100).toMillis());
            now = template.requestBodyAndHeader("salesforce:bulk2GetJob", "", "jobId", id, Job.class);
        }
        for (String results : new String[] {"bulk2GetSuccessfulResults", "bulk2GetFailedResults"}) {
            try (InputStream answer =
                    template.requestBodyAndHeader("salesforce:" + results, "", "jobId", id, InputStream.class)) {
                System.out.println(answer.transferTo(OutputStream.nullOutputStream()));
            }
        }
    }
}
