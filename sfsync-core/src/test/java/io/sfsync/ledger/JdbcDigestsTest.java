/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class JdbcDigestsTest {
    private final JdbcDataSource database = new JdbcDataSource();

    JdbcDigestsTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Test
    void what_one_run_put_the_next_one_gets() throws IOException {
        DigestStores digests = new JdbcDigests(database);
        try (DigestStore first = digests.open("00D000000000001AAA", "Account-1")) {
            assertThat(first.get(1, 2)).isZero();
            for (int i = 0; i < 1_100; i++) {
                first.put(i, 2, i + 7);
            }
            first.put(1, 2, 77);
            assertThat(first.get(1, 2)).isEqualTo(77);
        }
        try (DigestStore second = digests.open("00D000000000001AAA", "Account-1")) {
            assertThat(second.get(1, 2)).isEqualTo(77);
            assertThat(second.get(1_099, 2)).isEqualTo(1_106);
            assertThat(second.get(2, 1)).isZero();
        }
    }

    @Test
    void another_org_or_load_has_digests_of_its_own() throws IOException {
        DigestStores digests = new JdbcDigests(database);
        try (DigestStore store = digests.open("a", "Account-1")) {
            store.put(1, 2, 3);
        }
        try (DigestStore org = digests.open("b", "Account-1");
                DigestStore load = digests.open("a", "Account-2")) {
            assertThat(org.get(1, 2)).isZero();
            assertThat(load.get(1, 2)).isZero();
        }
    }

    @Test
    void what_is_forgotten_is_gone_for_others_at_once() throws IOException {
        DigestStores digests = new JdbcDigests(database);
        try (DigestStore store = digests.open("a", "Account-1")) {
            store.put(1, 2, 3);
            store.forget(1, 2);
            try (DigestStore other = digests.open("a", "Account-1")) {
                assertThat(other.get(1, 2)).isZero();
            }
        }
    }

    @Test
    void a_database_that_is_not_there_is_said_to_be() {
        database.setURL("jdbc:h2:tcp://127.0.0.1:1/nowhere");

        assertThatIOException()
                .isThrownBy(() -> new JdbcDigests(database).open("a", "b"))
                .withMessageStartingWith("changedOnly: the table SFSYNC_DIGESTS cannot be used: ")
                .withMessageEndingWith("; check the data source, or create the table as the manual says");
    }

    @Test
    void a_table_of_another_form_is_no_table_of_ours() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE SFSYNC_DIGESTS (X INT)");
        }

        assertThatIOException()
                .isThrownBy(() -> new JdbcDigests(database).open("a", "b"))
                .withMessageContaining("SFSYNC_DIGESTS");
    }
}
