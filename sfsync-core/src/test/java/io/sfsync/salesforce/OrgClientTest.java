/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.failure.Backoff;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.pipeline.FakeOrg;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class OrgClientTest {
    private static final OrgRequest REQUEST = OrgRequest.of("POST", "/services/data/v62.0/x?ids=1");

    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private final LongAdder requests = new LongAdder();
    private final OrgClient client = new OrgClient(
            new FakeOrg((request, body) -> next()),
            new RetryPolicy(
                    2,
                    new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    Duration.ofHours(1),
                    waits::add,
                    Clock.systemUTC(),
                    () -> 0),
            requests);

    private OrgResponse next() throws IOException {
        Object answer = answers.remove();
        if (answer instanceof IOException e) {
            throw e;
        }
        return (OrgResponse) answer;
    }

    @Test
    void a_request_that_was_not_processed_is_sent_again() throws Exception {
        answers.add(FakeOrg.error(503, "SERVER_UNAVAILABLE"));
        answers.add(new NotSentException("refused", false, new IOException()));
        answers.add(FakeOrg.answer(200, "{\"a\":1}"));

        assertThat(call(Repeat.IF_NOT_PROCESSED)).isEqualTo(1);
        assertThat(waits).hasSize(2);
        assertThat(requests.sum()).isEqualTo(2);
    }

    @Test
    void only_who_asks_for_changes_takes_that_there_are_none_for_an_answer() throws Exception {
        answers.add(FakeOrg.answer(304, ""));
        answers.add(FakeOrg.answer(304, ""));

        assertThat(client.call(
                        Api.COLLECTIONS,
                        REQUEST.withHeader(OrgRequest.IF_NONE_MATCH, "\"1\""),
                        Repeat.SAFE,
                        OrgResponse::status))
                .isEqualTo(304);
        assertThatExceptionOfType(OrgFaultException.class).isThrownBy(() -> call(Repeat.SAFE));
    }

    @Test
    void the_org_says_how_long_to_wait() throws Exception {
        answers.add(FakeOrg.answer(429, "[]", Map.of("Retry-After", "17")));
        answers.add(FakeOrg.answer(200, "{\"a\":1}"));

        call(Repeat.IF_NOT_PROCESSED);
        assertThat(waits).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void a_lost_answer_is_asked_for_again_only_where_that_is_safe() throws Exception {
        answers.add(new IOException("reset"));
        answers.add(FakeOrg.error(500, "UNKNOWN_EXCEPTION"));
        answers.add(FakeOrg.answer(200, "{\"a\":1}"));
        assertThat(call(Repeat.SAFE)).isEqualTo(1);

        answers.add(new IOException());
        assertThat(catchThrowableOfType(LostAnswerException.class, () -> call(Repeat.IF_NOT_PROCESSED)))
                .hasMessage("the answer to POST /services/data/v62.0/x was lost: IOException");
    }

    @Test
    void an_answer_that_cannot_be_read_is_lost() {
        answers.add(FakeOrg.answer(200, "<html>"));

        assertThatIOException().isThrownBy(() -> call(Repeat.IF_NOT_PROCESSED)).isInstanceOf(LostAnswerException.class);
    }

    @Test
    void a_refusal_tells_everything_that_the_org_said() {
        answers.add(FakeOrg.answer(
                400,
                "[{\"errorCode\":\"INVALID_FIELD\",\"message\":\"m\",\"fields\":[\"A\"]},{\"message\":\"no code\"}]"));
        OrgFaultException fault = catchThrowableOfType(OrgFaultException.class, () -> call(Repeat.IF_NOT_PROCESSED));

        assertThat(fault.failureClass()).isEqualTo(FailureClass.ABORT_RUN);
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("INVALID_FIELD");
            assertThat(error.fields()).containsExactly("A");
        });
        assertThat(waits).isEmpty();
    }

    @Test
    void a_page_of_a_proxy_is_no_error_of_salesforce() {
        answers.add(FakeOrg.answer(404, "<html>not here</html>"));

        assertThatIOException()
                .isThrownBy(() -> call(Repeat.SAFE))
                .withMessageContaining("HTTP 404 and no error that Salesforce would send");
    }

    @Test
    void tries_come_to_an_end() {
        for (int i = 0; i < 3; i++) {
            answers.add(FakeOrg.error(503, "SERVER_UNAVAILABLE"));
        }
        assertThatIOException().isThrownBy(() -> call(Repeat.SAFE)).isInstanceOf(OrgFaultException.class);
        assertThat(answers).isEmpty();
    }

    @Test
    void what_cannot_help_is_not_tried_again() {
        answers.add(new NotSentException("the password is wrong", true, new IOException()));

        assertThatIOException().isThrownBy(() -> call(Repeat.SAFE)).isInstanceOf(NotSentException.class);
        assertThat(waits).isEmpty();
    }

    private int call(Repeat repeat) throws IOException, InterruptedException {
        return client.call(
                Api.COLLECTIONS,
                REQUEST,
                repeat,
                response -> OrgClient.json(response).path("a").asInt());
    }
}
