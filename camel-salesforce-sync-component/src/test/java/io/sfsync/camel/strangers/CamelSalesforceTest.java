/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.camel.strangers.dto.Account;
import io.sfsync.camel.strangers.dto.QueryRecordsAccount;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.auth.LoginCredentials;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;
import org.apache.camel.component.salesforce.api.dto.DeleteSObjectResult;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Jobs;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.QueryJob;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified {@code salesforce:} endpoints of Camel at work with a local org. */
@SuppressWarnings("unchecked") // the endpoints answer with raw lists
class CamelSalesforceTest {

    private static final Path LISTED = Path.of("../sfsync-local-org/src/test/resources/spec/strangers.yaml");
    private static final Set<String> CALLS = new TreeSet<>();

    private static LocalOrg org;
    private static DefaultCamelContext camel;
    private static ProducerTemplate template;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path schema = folder.resolve("schema.yaml");
        Files.writeString(
                schema,
                "objects: {Account: {fields: {Key__c: {type: string, length: 40, externalId: true, unique: true}}}}");
        org = LocalOrg.builder().schema(schema).data(StoreOptions.memory()).start();
        camel = new DefaultCamelContext();
        camel.addComponent("salesforce", component(org));
        camel.start();
        template = camel.createProducerTemplate();
    }

    private static SalesforceComponent component(LocalOrg org) {
        LoginCredentials credentials = org.credentials();
        SalesforceLoginConfig login = new SalesforceLoginConfig();
        login.setType(AuthenticationType.USERNAME_PASSWORD);
        login.setLoginUrl(org.url().toString());
        login.setClientId(credentials.clientId());
        login.setClientSecret(credentials.clientSecret());
        login.setUserName(credentials.username());
        login.setPassword(credentials.password());
        SalesforceComponent salesforce = new SalesforceComponent();
        salesforce.setLoginConfig(login);
        salesforce.setPackages(Account.class.getPackageName());
        return salesforce;
    }

    @AfterEach
    void collectCalls() {
        org.requests().list().stream()
                .filter(call -> call.status() >= 200
                        && call.status() < 300
                        && !call.route().isEmpty())
                .forEach(call -> CALLS.add(call.route()));
    }

    /** The documentation of the local org tells from this list what is verified by Camel. */
    @AfterAll
    static void stop() throws IOException {
        camel.stop();
        org.close();
        JsonNode listed = new YAMLMapper().readTree(LISTED.toFile()).path("camel-salesforce");
        assertThat(CALLS)
                .as("calls of camel-salesforce; list them so in %s", LISTED)
                .containsExactlyInAnyOrderElementsOf(StreamSupport.stream(listed.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    @BeforeEach
    void empty() {
        org.reset();
    }

    @Test
    void creates_reads_and_deletes_one_record() {
        CreateSObjectResult created =
                template.requestBody("salesforce:createSObject", Account.of("One", "k1"), CreateSObjectResult.class);
        assertThat(created.getSuccess()).isTrue();

        Account read =
                template.requestBody("salesforce:getSObject?sObjectName=Account", created.getId(), Account.class);
        assertThat(read.getName()).isEqualTo("One");

        template.requestBody("salesforce:deleteSObject?sObjectName=Account", created.getId());
        assertThat(org.query("SELECT Id FROM Account")).isEmpty();
    }

    @Test
    void creates_collections() {
        List<SaveSObjectResult> results = (List<SaveSObjectResult>) template.requestBody(
                "salesforce:compositeCreateSObjectCollections", List.of(Account.of("One", "k1"), new Account()));

        assertThat(results).extracting(SaveSObjectResult::getSuccess).containsExactly(true, false);
        assertThat(results.get(1).getErrors().get(0).getErrorCode()).isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void updates_retrieves_and_deletes_collections() {
        List<String> ids = create(3);
        List<Account> changed = ids.stream()
                .map(id -> {
                    Account account = new Account();
                    account.setId(id);
                    account.setEmployees(7);
                    return account;
                })
                .toList();

        List<SaveSObjectResult> updated =
                (List<SaveSObjectResult>) template.requestBody("salesforce:compositeUpdateSObjectCollections", changed);
        assertThat(updated).extracting(SaveSObjectResult::getSuccess).containsOnly(true);

        List<Account> read = (List<Account>) template.requestBodyAndHeaders(
                "salesforce:compositeRetrieveSObjectCollections",
                null,
                Map.of(
                        "sObjectIds",
                        ids,
                        "sObjectFields",
                        List.of("Id", "NumberOfEmployees"),
                        "sObjectName",
                        "Account"));
        assertThat(read).extracting(Account::getEmployees).containsExactly(7, 7, 7);

        List<String> withUnknown = new ArrayList<>(ids);
        withUnknown.add("001000000000000000");
        List<DeleteSObjectResult> deleted = (List<DeleteSObjectResult>) template.requestBodyAndHeader(
                "salesforce:compositeDeleteSObjectCollections", null, "sObjectIds", withUnknown);
        assertThat(deleted).extracting(DeleteSObjectResult::getSuccess).containsExactly(true, true, true, false);
    }

    @Test
    void deletes_all_or_none() {
        List<String> ids = new ArrayList<>(create(1));
        ids.add("001000000000000000");

        List<DeleteSObjectResult> deleted = (List<DeleteSObjectResult>) template.requestBodyAndHeaders(
                "salesforce:compositeDeleteSObjectCollections", null, Map.of("sObjectIds", ids, "allOrNone", true));

        assertThat(deleted).extracting(DeleteSObjectResult::getSuccess).containsExactly(false, false);
        assertThat(org.query("SELECT Id FROM Account")).hasSize(1);
    }

    @Test
    void upserts_collections() {
        String endpoint = "salesforce:compositeUpsertSObjectCollections?sObjectName=Account&sObjectIdName=Key__c";
        create(1);

        List<UpsertSObjectResult> results = (List<UpsertSObjectResult>)
                template.requestBody(endpoint, List.of(Account.of("Changed", "k0"), Account.of("New", "k9")));

        assertThat(results).extracting(UpsertSObjectResult::getSuccess).containsExactly(true, true);
        assertThat(results).extracting(UpsertSObjectResult::getCreated).containsExactly(false, true);
    }

    @Test
    void queries_typed_and_raw() {
        create(3);
        String query = "SELECT Id, Name FROM Account ORDER BY Name";

        QueryRecordsAccount typed = template.requestBody(
                "salesforce:query?sObjectClass=" + QueryRecordsAccount.class.getName(),
                query,
                QueryRecordsAccount.class);
        assertThat(typed.getTotalSize()).isEqualTo(3);
        assertThat(typed.getRecords()).extracting(Account::getName).containsExactly("Row 0", "Row 1", "Row 2");

        String raw = template.requestBody("salesforce:query?rawPayload=true", query, String.class);
        assertThat(raw).startsWith("{\"totalSize\":3,\"done\":true,\"records\":[{\"attributes\":");
    }

    @Test
    void follows_the_pages_of_a_query() {
        create(2100);

        Iterator<Account> accounts = template.requestBody(
                "salesforce:query?streamQueryResult=true&sObjectClass=" + QueryRecordsAccount.class.getName(),
                "SELECT Id, Name FROM Account",
                Iterator.class);
        List<String> names = new ArrayList<>();
        accounts.forEachRemaining(account -> names.add(account.getName()));

        assertThat(names).hasSize(2100).doesNotHaveDuplicates();
    }

    @Test
    void reports_a_query_that_the_org_refuses() {
        assertThatThrownBy(() -> template.requestBody("salesforce:query?rawPayload=true", "SELECT Nope FROM Account"))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(SalesforceException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(400);
                    assertThat(e.getErrors().get(0).getErrorCode()).isEqualTo("INVALID_FIELD");
                });
    }

    @Test
    void loads_over_bulk_2() throws Exception {
        Job job = new Job();
        job.setObject("Account");
        job.setOperation(OperationEnum.INSERT);
        String id = template.requestBody("salesforce:bulk2CreateJob", job, Job.class)
                .getId();
        assertThat(job(id).getState()).isEqualTo(JobStateEnum.OPEN);

        template.requestBodyAndHeader("salesforce:bulk2CreateBatch", "Name,Key__c\nOne,k1\n,k2", "jobId", id);
        Job closed = template.requestBodyAndHeader("salesforce:bulk2CloseJob", "", "jobId", id, Job.class);
        assertThat(closed.getState()).isEqualTo(JobStateEnum.UPLOAD_COMPLETE);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> job(id).getState() == JobStateEnum.JOB_COMPLETE);

        assertThat(lines("bulk2GetSuccessfulResults", id))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("\"true\",\"One\",\"k1\"");
        assertThat(lines("bulk2GetFailedResults", id))
                .hasSize(2)
                .last()
                .asString()
                .contains("REQUIRED_FIELD_MISSING");
        assertThat(lines("bulk2GetUnprocessedRecords", id)).containsExactly("Name,Key__c");
        assertThat(job(id).getNumberRecordsFailed()).isEqualTo(1);
        Jobs jobs = template.requestBody("salesforce:bulk2GetAllJobs", "", Jobs.class);
        assertThat(jobs.getRecords()).extracting(Job::getId).contains(id);
    }

    @Test
    void aborts_and_deletes_a_bulk_2_job() {
        Job job = new Job();
        job.setObject("Account");
        job.setOperation(OperationEnum.INSERT);
        String id = template.requestBody("salesforce:bulk2CreateJob", job, Job.class)
                .getId();

        template.sendBodyAndHeader("salesforce:bulk2AbortJob", "", "jobId", id);
        assertThat(job(id).getState()).isEqualTo(JobStateEnum.ABORTED);
        template.sendBodyAndHeader("salesforce:bulk2DeleteJob", "", "jobId", id);

        assertThatThrownBy(() -> job(id))
                .cause()
                .isInstanceOfSatisfying(
                        SalesforceException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(404));
    }

    @Test
    void queries_over_bulk_2() throws Exception {
        create(3);
        String id = queryJob(OperationEnum.QUERY);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> state(id) == JobStateEnum.JOB_COMPLETE);

        Exchange page = camel.getEndpoint("salesforce:bulk2GetQueryJobResults").createExchange();
        page.getIn().setHeader("jobId", id);
        page.getIn().setHeader("maxRecords", 2);
        template.send("salesforce:bulk2GetQueryJobResults", page);
        assertThat(page.getException()).isNull();
        assertThat(page.getMessage().getBody(String.class).lines()).hasSize(3);
        String locator = page.getMessage().getHeader("Sforce-Locator", String.class);

        String rest = template.requestBodyAndHeaders(
                "salesforce:bulk2GetQueryJobResults", "", Map.of("jobId", id, "locator", locator), String.class);
        assertThat(rest.lines()).hasSize(2);
    }

    @Test
    void aborts_a_bulk_2_query() {
        String id = queryJob(OperationEnum.QUERY_ALL);

        template.sendBodyAndHeader("salesforce:bulk2AbortQueryJob", "", "jobId", id);

        assertThat(state(id)).isEqualTo(JobStateEnum.ABORTED);
    }

    @Test
    void reads_the_limits() {
        String limits = template.requestBody("salesforce:limits?rawPayload=true", null, String.class);

        assertThat(limits).contains("\"DailyApiRequests\":{\"Max\":");
    }

    private static String queryJob(OperationEnum operation) {
        QueryJob job = new QueryJob();
        job.setOperation(operation);
        job.setQuery("SELECT Id, Name FROM Account");
        return template.requestBody("salesforce:bulk2CreateQueryJob", job, QueryJob.class)
                .getId();
    }

    private static JobStateEnum state(String queryJob) {
        return template.requestBodyAndHeader("salesforce:bulk2GetQueryJob", "", "jobId", queryJob, QueryJob.class)
                .getState();
    }

    private static Job job(String id) {
        return template.requestBodyAndHeader("salesforce:bulk2GetJob", "", "jobId", id, Job.class);
    }

    private static List<String> lines(String operation, String job) throws Exception {
        try (InputStream in =
                template.requestBodyAndHeader("salesforce:" + operation, "", "jobId", job, InputStream.class)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> create(int count) {
        List<String> ids = new ArrayList<>();
        for (int from = 0; from < count; from += 200) {
            List<Account> accounts = IntStream.range(from, Math.min(count, from + 200))
                    .mapToObj(i -> Account.of("Row " + i, "k" + i))
                    .toList();
            List<SaveSObjectResult> results = (List<SaveSObjectResult>)
                    template.requestBody("salesforce:compositeCreateSObjectCollections", accounts);
            assertThat(results).extracting(SaveSObjectResult::getSuccess).containsOnly(true);
            results.forEach(result -> ids.add(result.getId()));
        }
        return ids;
    }
}
