/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.async.AsyncApiException;
import com.sforce.async.AsyncExceptionCode;
import com.sforce.async.BatchInfo;
import com.sforce.async.BatchRequest;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.CSVReader;
import com.sforce.async.ConcurrencyMode;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.JobStateEnum;
import com.sforce.async.OperationEnum;
import com.sforce.async.Result;
import com.sforce.async.SObject;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.ws.ConnectorConfig;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Salesforce's own Java client, unmodified: SOAP login and Bulk 1.0. */
class ForceWscTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private static final VerifiedCalls CALLS = new VerifiedCalls("force-wsc");

    @AfterEach
    void collectCalls() {
        CALLS.collect(ORG.org());
    }

    @AfterAll
    static void checkCalls() throws IOException {
        CALLS.check();
    }

    @Test
    void logs_in_over_soap_and_knows_the_user() throws Exception {
        ConnectorConfig config = config("local-org-password");
        PartnerConnection connection = new PartnerConnection(config);
        assertThat(config.getSessionId()).startsWith("00D");
        assertThat(config.getServiceEndpoint()).startsWith(ORG.url() + "/services/Soap/u/62.0/00D");
        assertThat(connection.getUserInfo().getUserName())
                .isEqualTo(ORG.org().credentials().username());
        assertThat(connection.getServerTimestamp().getTimestamp()).isNotNull();
        connection.logout();
        assertThatThrownBy(connection::getUserInfo)
                .isInstanceOfSatisfying(
                        UnexpectedErrorFault.class,
                        fault -> assertThat(fault.getExceptionCode().name()).isEqualTo("INVALID_SESSION_ID"));
    }

    @Test
    void is_told_of_a_wrong_password() {
        assertThatThrownBy(() -> new PartnerConnection(config("wrong")))
                .isInstanceOfSatisfying(
                        LoginFault.class,
                        fault -> assertThat(fault.getExceptionCode().name()).isEqualTo("INVALID_LOGIN"));
    }

    @Test
    void loads_csv_batches_over_bulk() throws Exception {
        BulkConnection bulk = bulk();
        JobInfo job = job(bulk, OperationEnum.insert, ContentType.CSV);
        BatchInfo batch = bulk.createBatchFromStream(job, stream("Name,Industry\nA,Energy\n,Energy\n"));
        assertThat(await(bulk, job, batch).getNumberRecordsFailed()).isEqualTo(1);
        CSVReader reader = new CSVReader(bulk.getBatchResultStream(job.getId(), batch.getId()));
        assertThat(reader.nextRecord()).containsExactly("Id", "Success", "Created", "Error");
        assertThat(reader.nextRecord()).element(1).isEqualTo("true");
        assertThat(reader.nextRecord()).element(3).asString().startsWith("REQUIRED_FIELD_MISSING:");
        assertThat(bulk.closeJob(job.getId()).getState()).isEqualTo(JobStateEnum.Closed);
        assertThat(bulk.getBatchInfoList(job.getId()).getBatchInfo()).hasSize(1);
    }

    @Test
    void loads_xml_batches_over_bulk() throws Exception {
        BulkConnection bulk = bulk();
        JobInfo job = job(bulk, OperationEnum.insert, ContentType.XML);
        BatchRequest request = bulk.createBatch(job);
        SObject good = new SObject();
        good.setField("Name", "A");
        SObject bad = new SObject();
        bad.setField("Industry", "Energy");
        request.addSObjects(new SObject[] {good, bad});
        BatchInfo batch = request.completeRequest();
        assertThat(await(bulk, job, batch).getNumberRecordsProcessed()).isEqualTo(2);
        checkResults(bulk, job, batch);
    }

    @Test
    void loads_json_batches_over_bulk() throws Exception {
        BulkConnection bulk = bulk();
        JobInfo job = job(bulk, OperationEnum.insert, ContentType.JSON);
        BatchInfo batch = bulk.createBatchFromStream(job, stream("[{\"Name\":\"A\"},{\"Industry\":\"Energy\"}]"));
        assertThat(await(bulk, job, batch).getNumberRecordsProcessed()).isEqualTo(2);
        checkResults(bulk, job, batch);
    }

    private static void checkResults(BulkConnection bulk, JobInfo job, BatchInfo batch) throws Exception {
        Result[] results = bulk.getBatchResult(job.getId(), batch.getId(), job.getContentType())
                .getResult();
        assertThat(results[0].getSuccess()).isTrue();
        assertThat(results[0].getId()).startsWith("001");
        assertThat(results[1].getErrors()[0].getStatusCode().name()).isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void queries_over_bulk() throws Exception {
        BulkConnection bulk = bulk();
        JobInfo load = job(bulk, OperationEnum.insert, ContentType.CSV);
        await(bulk, load, bulk.createBatchFromStream(load, stream("Name\nA\nB\n")));
        JobInfo job = job(bulk, OperationEnum.query, ContentType.CSV);
        BatchInfo batch = bulk.createBatchFromStream(job, stream("SELECT Name FROM Account ORDER BY Name"));
        await(bulk, job, batch);
        List<String> rows = new ArrayList<>();
        for (String id : bulk.getQueryResultList(job.getId(), batch.getId()).getResult()) {
            CSVReader reader = new CSVReader(bulk.getQueryResultStream(job.getId(), batch.getId(), id));
            for (List<String> row = reader.nextRecord(); row != null; row = reader.nextRecord()) {
                rows.addAll(row);
            }
        }
        assertThat(rows).containsExactly("Name", "A", "B");
    }

    @Test
    void is_told_of_errors_over_bulk() throws Exception {
        BulkConnection bulk = bulk();
        assertThatThrownBy(() -> bulk.getJobStatus("750000000000001AAA"))
                .isInstanceOfSatisfying(
                        AsyncApiException.class,
                        e -> assertThat(e.getExceptionCode()).isEqualTo(AsyncExceptionCode.InvalidJob));
        ORG.org().sessions().endAll();
        assertThatThrownBy(() -> bulk.getJobStatus("750000000000001AAA"))
                .isInstanceOfSatisfying(
                        AsyncApiException.class,
                        e -> assertThat(e.getExceptionCode()).isEqualTo(AsyncExceptionCode.InvalidSessionId));
    }

    private static ConnectorConfig config(String password) {
        ConnectorConfig config = new ConnectorConfig();
        config.setAuthEndpoint(ORG.url() + "/services/Soap/u/62.0");
        config.setUsername(ORG.org().credentials().username());
        config.setPassword(password);
        return config;
    }

    private static BulkConnection bulk() throws Exception {
        ConnectorConfig login = config("local-org-password");
        PartnerConnection connection = new PartnerConnection(login);
        ConnectorConfig config = new ConnectorConfig();
        config.setSessionId(connection.getConfig().getSessionId());
        config.setRestEndpoint(ORG.url() + "/services/async/62.0");
        return new BulkConnection(config);
    }

    private static JobInfo job(BulkConnection bulk, OperationEnum operation, ContentType type) throws Exception {
        JobInfo job = new JobInfo();
        job.setObject("Account");
        job.setOperation(operation);
        job.setContentType(type);
        job.setConcurrencyMode(ConcurrencyMode.Serial);
        JobInfo created = bulk.createJob(job);
        assertThat(created.getState()).isEqualTo(JobStateEnum.Open);
        return created;
    }

    private static BatchInfo await(BulkConnection bulk, JobInfo job, BatchInfo batch) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> bulk.getBatchInfo(job.getId(), batch.getId(), job.getContentType()),
                        info -> info.getState() == BatchStateEnum.Completed);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
