/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.dataformat.JsonLibrary;

/** {@code load-api-customers.camel.yaml} in Java: the pages of an HTTP API become one file, and one run. */
final class ApiCustomersRoute extends RouteBuilder {
    private static final String FOLDER = "file:{{sfsync.api.folder:data/api}}?fileName=${variable.file}";

    @Override
    public void configure() {
        from("quartz:sfsync/load-api-customers?cron={{sfsync.api.cron:0 30 5 * * ?}}&stateful=true")
                .routeId("load-api-customers")
                .autoStartup("{{sfsync.api.enabled:false}}")
                .setVariable("file", simple("customers-${date:now:yyyyMMddHHmmssSSS}.ndjson"))
                .setVariable("next", constant("{{sfsync.api.path:/customers}}"))
                .loopDoWhile(simple("${variable.next} != null && ${variable.next} != ''"))
                .to("direct:ask-for-page-of-customers")
                .end()
                .pollEnrich()
                .simple(FOLDER + "&delete=true")
                .timeout(0)
                .cacheSize(-1)
                // an API that has nothing makes no file
                .filter(simple("${header.CamelFileName} == ${variable.file}"))
                .to("sfsync:upsert:Account?externalIdField=External_Key__c"
                        + "&mapping=file:routes/mappings/api-customers.yaml"
                        + "&errors=file:{{sfsync.errors:errors}}/load-api-customers-{runId}.csv");

        from("direct:ask-for-page-of-customers")
                .routeId("ask-for-page-of-customers")
                .onException(HttpOperationFailedException.class)
                .onWhen(simple("${exception.statusCode} == 429 || ${exception.statusCode} >= 500"))
                .maximumRedeliveries("{{sfsync.api.retries:5}}")
                .redeliveryDelay("{{sfsync.api.retryDelay:1000}}")
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .retryAttemptedLogLevel(LoggingLevel.WARN)
                .end()
                .onException(IOException.class)
                .maximumRedeliveries("{{sfsync.api.retries:5}}")
                .redeliveryDelay("{{sfsync.api.retryDelay:1000}}")
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .retryAttemptedLogLevel(LoggingLevel.WARN)
                .end()
                .removeHeaders("*")
                .setBody(constant(""))
                .setHeader("CamelHttpMethod", constant("GET"))
                .setHeader("CamelHttpUri", simple("{{sfsync.api.url:http://localhost:8080}}${variable.next}"))
                .to("{{sfsync.api.url:http://localhost:8080}}")
                .unmarshal()
                .json(JsonLibrary.Jackson, Map.class)
                .setVariable("next", simple("${body[next]}"))
                .split(simple("${body[items]}"))
                .marshal()
                .json(JsonLibrary.Jackson)
                .to(FOLDER + "&fileExist=Append&appendChars=\\n")
                .end();
    }
}
