/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run under Camel's redelivery: every record exactly once in the org, and totals that are right. */
class RedeliveryTest extends HubTest {
    private static final int RECORDS = 1_000;
    private static final String CALL = "POST /services/data/v{version}/composite/sobjects";

    @Test
    void an_iterator_goes_on_where_the_org_failed() throws Exception {
        failThreeTimes(FaultName.UNAVAILABLE);
        start(redelivering("", true));

        assertComplete(send("direct:in", accounts(RECORDS).iterator()));
    }

    @Test
    void a_list_is_not_sent_from_its_start_again() throws Exception {
        failThreeTimes(FaultName.UNAVAILABLE);
        start(redelivering("", true));

        assertComplete(send("direct:in", accounts(RECORDS)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_input_stream_goes_on_where_the_org_failed_cached_or_not(boolean streamCaching) throws Exception {
        failThreeTimes(FaultName.UNAVAILABLE);
        start(redelivering("", streamCaching));

        assertComplete(send("direct:in", csvStream()));
    }

    @Test
    void the_rows_of_a_sql_stream_go_on_where_the_org_failed() throws Exception {
        failThreeTimes(FaultName.UNAVAILABLE);
        camel.getRegistry().bind("source", database());
        start(redelivering(
                "sql:select name as \"Name\" from people order by id?outputType=StreamList&dataSource=#source", true));

        assertComplete(send("direct:in", null));
    }

    @Test
    void a_refused_login_in_between_goes_on_too() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.SESSION_EXPIRES).match(CALL).at(3));
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("oauth2/token").at(2).times(2));
        start(redelivering("", true));

        assertComplete(send("direct:in", accounts(RECORDS).iterator()));
    }

    @Test
    void records_whose_answer_was_lost_are_not_inserted_twice() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.DROP_AFTER).match(CALL).at(2));
        start(redelivering("", true));

        Exchange exchange = send("direct:in", accounts(RECORDS).iterator());

        assertThat(namesInOrg()).hasSize(RECORDS).doesNotHaveDuplicates();
        SyncResult result = exchange.getMessage().getBody(SyncResult.class);
        assertThat(result.totals().total()).isEqualTo(RECORDS);
        assertThat(result.totals().unknown()).isEqualTo(200);
        assertThat(result.totals().created()).isEqualTo(800);
    }

    @Test
    void the_run_id_is_known_before_the_first_record_is_read_and_stays() throws Exception {
        failThreeTimes(FaultName.UNAVAILABLE);
        start(redelivering("", true));
        Exchange[] seen = new Exchange[1];
        Object[] runId = new Object[1];
        Iterator<Map<String, Object>> records = accounts(RECORDS).iterator();
        Iterator<Map<String, Object>> watching = new Iterator<>() {
            @Override
            public boolean hasNext() {
                runId[0] = runId[0] == null ? seen[0].getProperty(SfSyncConstants.RUN_ID) : runId[0];
                return records.hasNext();
            }

            @Override
            public Map<String, Object> next() {
                return records.next();
            }
        };

        Exchange exchange = camel.createProducerTemplate().request("direct:in", in -> {
            seen[0] = in;
            in.getMessage().setBody(watching);
        });

        assertThat(runId[0]).isNotNull().isEqualTo(exchange.getProperty(SfSyncConstants.RUN_ID));
        assertThat(exchange.getMessage().getBody(SyncResult.class).runId()).isEqualTo(runId[0]);
    }

    @Test
    void a_run_that_failed_by_its_rejections_is_thrown_again_and_not_run_again() throws Exception {
        start(redelivering("", true));
        List<Map<String, Object>> nameless = List.of(Map.of("AccountNumber", "1"), Map.of("AccountNumber", "2"));

        Exchange exchange = send("direct:in", nameless);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        SyncException.class,
                        e -> assertThat(e.result().totals().rejected()).isEqualTo(2));
        assertThat(ORG.org().requests().count(CALL)).isLessThanOrEqualTo(1);
    }

    @Test
    void a_repeated_part_of_the_route_does_not_load_again_what_was_loaded() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                        .to("direct:part");
                from("direct:part")
                        .errorHandler(noErrorHandler())
                        .process(e -> e.getMessage().setBody(accounts(3)))
                        .to("sfsync:insert:Account")
                        .process(e -> {
                            if (e.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) < 2) {
                                throw new IllegalStateException("after the load");
                            }
                        });
            }
        });

        Exchange exchange = send("direct:in", null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(SyncResult.class).totals().created())
                .isEqualTo(3);
        assertThat(namesInOrg()).hasSize(3);
    }

    @Test
    void a_loop_loads_each_turn() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").loop(3).setBody(constant(accounts(2))).to("sfsync:insert:Account");
            }
        });

        send("direct:in", null);

        assertThat(namesInOrg()).hasSize(6);
    }

    @Test
    void a_route_called_twice_with_one_list_loads_it_twice() throws Exception {
        List<Map<String, Object>> list = accounts(2);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:load").to("sfsync:insert:Account");
                from("direct:in")
                        .setBody(constant(list))
                        .to("direct:load")
                        .setBody(constant(list))
                        .to("direct:load");
            }
        });

        send("direct:in", null);

        assertThat(namesInOrg()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_spent_body_is_an_error_and_never_an_empty_success(boolean stream) throws Exception {
        start();
        Object body = stream ? csvStream() : accounts(RECORDS).iterator();
        load("sfsync:insert:Account", body);

        Exchange again = send("sfsync:insert:Account", body);

        assertThat(again.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can be read only once");
        assertThat(namesInOrg()).hasSize(RECORDS);
    }

    @Test
    void a_stream_that_failed_when_it_was_opened_is_spent() throws Exception {
        start();
        InputStream broken = new FilterInputStream(new ByteArrayInputStream("\"Name\nunclosed".getBytes(UTF_8))) {};
        Throwable first = send("sfsync:insert:Account", broken).getException();

        assertThat(send("sfsync:insert:Account", broken).getException())
                .hasMessageContaining("can be read only once")
                .hasMessageContaining(first.getMessage());
    }

    @Test
    void a_header_that_is_wrong_does_not_spend_the_body() throws Exception {
        start();
        Iterator<Map<String, Object>> records = accounts(2).iterator();
        send("sfsync:insert:Account", records, Map.of(SfSyncConstants.BATCH_SIZE, "many"));

        assertThat(load("sfsync:insert:Account", records).totals().created()).isEqualTo(2);
    }

    @Test
    void nothing_of_a_run_is_left_when_its_exchange_is_done() throws Exception {
        start(redelivering("", true));
        Exchange exchange = send("direct:in", accounts(3));

        SfSyncComponent component = camel.getComponent("sfsync", SfSyncComponent.class);
        assertThat(component.runs().size()).isZero();
        assertThat(exchange.getMessage().getBody(SyncResult.class).totals().created())
                .isEqualTo(3);
    }

    private static RouteBuilder redelivering(String source, boolean streamCaching) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(10));
                from("direct:in")
                        .streamCache(Boolean.toString(streamCaching))
                        .to(source.isEmpty() ? "log:in?level=OFF" : source)
                        .to("sfsync:insert:Account?retries=0&api=collections");
            }
        };
    }

    private static void failThreeTimes(FaultName fault) {
        ORG.org().faults().add(Fault.of(fault).match(CALL).at(2).times(3));
    }

    private static void assertComplete(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        SyncResult result = exchange.getMessage().getBody(SyncResult.class);
        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(result.totals().total()).isEqualTo(RECORDS);
        assertThat(namesInOrg()).hasSize(RECORDS).doesNotHaveDuplicates();
    }

    private static InputStream csvStream() {
        String csv = IntStream.rangeClosed(1, RECORDS)
                .mapToObj(i -> "Account " + i)
                .collect(Collectors.joining("\n", "Name\n", "\n"));
        return new ByteArrayInputStream(csv.getBytes(UTF_8));
    }

    private static JdbcDataSource database() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:redelivery;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute("create table people (id int primary key, name varchar(80))");
            PreparedStatement insert = connection.prepareStatement("insert into people values (?, ?)");
            for (int i = 1; i <= RECORDS; i++) {
                insert.setInt(1, i);
                insert.setString(2, "Account " + i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return source;
    }
}
