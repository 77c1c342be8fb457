/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.FailureClassifier;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.RecordError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of one run: counts them, classifies what goes wrong, and sends again what may be sent again. Safe
 * for use by many threads.
 */
public final class OrgClient {
    private static final Logger LOG = LoggerFactory.getLogger(OrgClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OrgConnection connection;
    private final RetryPolicy retries;
    private final LongAdder requests;
    private final RequestGate gate;

    /**
     * @param requests counts the requests that were sent
     */
    public OrgClient(OrgConnection connection, RetryPolicy retries, LongAdder requests) {
        this(connection, retries, requests, RequestGate.OPEN);
    }

    /**
     * @param requests counts the requests that were sent
     * @param gate stands before each of them
     */
    public OrgClient(OrgConnection connection, RetryPolicy retries, LongAdder requests, RequestGate gate) {
        this.connection = connection;
        this.retries = retries;
        this.requests = requests;
        this.gate = gate;
    }

    /** The same client, which tries everything once. */
    public OrgClient withoutRetries() {
        return new OrgClient(connection, retries.once(), requests, gate);
    }

    /**
     * To be called before rows are handed to a Bulk API.
     *
     * @param batches how many of the org's batches in 24 hours they take
     * @throws InterruptedException if there is no room for them, and the run ends
     */
    public void takeBatches(long batches) throws InterruptedException {
        gate.takeBatches(batches);
    }

    /** The path of a resource, such as {@code /services/data/v62.0/jobs/ingest}. */
    public String path(String resource) {
        return "/services/data/v" + connection.apiVersion() + "/" + resource;
    }

    /** The path of a resource of Bulk API 1.0, such as {@code /services/async/62.0/job}. */
    public String asyncPath(String resource) {
        return OrgRequest.ASYNC + connection.apiVersion() + "/" + resource;
    }

    /** Asks for a JSON document. */
    public JsonNode getJson(Api api, String path) throws IOException, InterruptedException {
        return call(api, OrgRequest.of("GET", path), Repeat.SAFE, OrgClient::json);
    }

    /** Reads an answer as JSON. */
    public static JsonNode json(OrgResponse response) throws IOException {
        return JSON.readTree(response.body());
    }

    /**
     * Sends a request until it is answered, or must not be sent again.
     *
     * @throws OrgFaultException if the org refuses it, or is not ready for it however often it is asked
     * @throws LostAnswerException if it may have been processed, and the answer is lost
     * @throws NotSentException if the org cannot be reached
     * @throws InterruptedException if the run is asked to stop; the request then is known not to have been processed
     */
    public <T> T call(Api api, OrgRequest request, Repeat repeat, AnswerReader<T> reader)
            throws IOException, InterruptedException {
        RetryPolicy.Attempts attempts = retries.start();
        while (true) {
            IOException failure;
            Duration atLeast = Duration.ZERO;
            try {
                return once(api, request, reader);
            } catch (NotYetException e) {
                failure = e.fault;
                atLeast = e.retryAfter;
            } catch (NotSentException e) {
                if (e.isPermanent()) {
                    throw e;
                }
                failure = e;
            } catch (LostAnswerException e) {
                if (repeat != Repeat.SAFE) {
                    throw e;
                }
                failure = e;
            }
            if (!attempts.waitForNext(atLeast)) {
                if (!(failure instanceof OrgFaultException fault) || !fault.isLimit()) {
                    throw failure;
                }
                gate.refused(fault);
                attempts = retries.start();
            }
            LOG.info("Sending {} again, try {}: {}", what(request), attempts.failures() + 1, failure.getMessage());
        }
    }

    private <T> T once(Api api, OrgRequest request, AnswerReader<T> reader)
            throws IOException, NotYetException, InterruptedException {
        gate.enter(request);
        requests.increment();
        String limitInfo = "";
        try (OrgResponse response = connection.send(request)) {
            limitInfo = response.header("Sforce-Limit-Info").orElse("");
            boolean unchanged = request.isConditional() && response.status() == OrgResponse.NOT_MODIFIED;
            if (response.isSuccess() || unchanged) {
                refuseHtml(response);
                return reader.read(response);
            }
            throw fault(api, request, response);
        } catch (InterruptedException e) {
            // The request was under way: it may have been processed. A wait that follows ends at once.
            Thread.currentThread().interrupt();
            throw new LostAnswerException(what(request), e);
        } catch (NotSentException e) {
            requests.decrement();
            throw e;
        } catch (OrgFaultException | LostAnswerException e) {
            throw e;
        } catch (IOException e) {
            throw new LostAnswerException(what(request), e);
        } finally {
            gate.leave(limitInfo);
        }
    }

    /** No API of Salesforce answers so; a proxy, a login page or a maintenance page does, whatever its status. */
    private static void refuseHtml(OrgResponse response) throws IOException {
        String type = response.header("Content-Type").orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
            throw new IOException("HTTP " + response.status()
                    + " with a page of HTML; is there a proxy, or a login or maintenance page, in between?");
        }
    }

    private static IOException fault(Api api, OrgRequest request, OrgResponse response) throws NotYetException {
        List<RecordError> errors = ErrorBody.read(response);
        RecordError first = errors.isEmpty() ? null : errors.get(0);
        FailureClass failureClass = FailureClassifier.classify(
                api, response.status(), first == null ? null : first.code(), first == null ? "" : first.message());
        OrgFaultException fault = new OrgFaultException(what(request), response.status(), errors, failureClass);
        if (failureClass == FailureClass.RETRY_BATCH) {
            throw new NotYetException(fault, retryAfter(response));
        }
        return failureClass == FailureClass.OUTCOME_UNKNOWN && response.status() >= 500
                ? new LostAnswerException(what(request), fault)
                : fault;
    }

    private static Duration retryAfter(OrgResponse response) {
        String seconds = response.header("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static String what(OrgRequest request) {
        int query = request.path().indexOf('?');
        return request.method() + " "
                + (query < 0 ? request.path() : request.path().substring(0, query));
    }

    /** The org will process the request later. */
    private static final class NotYetException extends Exception {
        private static final long serialVersionUID = 1L;

        private final OrgFaultException fault;
        private final transient Duration retryAfter;

        NotYetException(OrgFaultException fault, Duration retryAfter) {
            super(fault);
            this.fault = fault;
            this.retryAfter = retryAfter;
        }
    }
}
