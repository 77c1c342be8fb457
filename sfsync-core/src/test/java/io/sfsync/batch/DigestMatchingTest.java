/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestMatchingTest {
    private static final int ROWS = 10_000;

    @TempDir
    Path folder;

    private final Map<Integer, String> matched = new TreeMap<>();
    private final List<Integer> unmatched = new ArrayList<>();

    private void match(int rowsInMemory, String key, String body, String success, String failed, String unprocessed)
            throws Exception {
        Path sent = Files.writeString(folder.resolve("sent.csv"), body);
        List<ResultMatching.ResultFile> results = List.of(
                new ResultMatching.ResultFile(Files.writeString(folder.resolve("s.csv"), success), 2),
                new ResultMatching.ResultFile(Files.writeString(folder.resolve("f.csv"), failed), 2),
                new ResultMatching.ResultFile(Files.writeString(folder.resolve("u.csv"), unprocessed), 0));
        new DigestMatching(rowsInMemory).match(sent, ROWS, key, results, new ResultMatching.Listener() {
            @Override
            public void matched(int ordinal, int set, String id, String detail) {
                assertThat(matched.put(ordinal, set + "/" + id + "/" + detail)).isNull();
            }

            @Override
            public void unmatched(int set) {
                unmatched.add(set);
            }
        });
    }

    private void match(String key, String body, String success, String failed, String unprocessed) throws Exception {
        match(ROWS, key, body, success, failed, unprocessed);
    }

    @Test
    void finds_the_row_of_every_result_in_any_order() throws Exception {
        match(
                "",
                "Name,City\nA,x\nB,\"y,\n\"\"z\"\"\"\nC,\n",
                "\"sf__Id\",\"sf__Created\",Name,City\n\"003\",\"true\",\"C\",\"\"\n\"001\",\"true\",\"A\",\"x\"\n",
                "\"sf__Id\",\"sf__Error\",Name,City\n\"\",\"CODE:m:F --\",\"B\",\"y,\n\"\"z\"\"\"\n",
                "Name,City\n");

        assertThat(matched)
                .containsExactly(
                        Map.entry(0, "0/001/true"), Map.entry(1, "1//CODE:m:F --"), Map.entry(2, "0/003/true"));
        assertThat(unmatched).isEmpty();
    }

    @Test
    void equal_rows_get_different_results() throws Exception {
        match(
                "",
                "Name\nA\nA\nA\n",
                "sf__Id,sf__Created,Name\n001,true,A\n002,true,A\n",
                "sf__Id,sf__Error,Name\n,E:m:--,A\n",
                "");

        assertThat(matched)
                .containsExactly(Map.entry(0, "0/001/true"), Map.entry(1, "0/002/true"), Map.entry(2, "1//E:m:--"));
    }

    @Test
    void columns_may_come_back_in_another_order_and_case_or_not_at_all() throws Exception {
        match(
                "",
                "Name,Unused__c,City\nA,1,x\nB,2,y\n",
                "city,sf__Created,NAME,sf__Id\ny,true,B,002\n",
                "sf__Id,sf__Error,City,Name\n,E:m:--,x,A\n",
                "");

        assertThat(matched).containsExactly(Map.entry(0, "1//E:m:--"), Map.entry(1, "0/002/true"));
    }

    @Test
    void a_row_that_came_back_changed_is_found_by_its_key_in_any_case() throws Exception {
        match(
                "Ext__c",
                "Ext__c,Amount\nk1,1.0\nK2,2.0\nk2,3.0\n",
                "sf__Id,sf__Created,Ext__c,Amount\n001,true,K1,1\n002,false,K2,2\n003,false,k2,3\n",
                "",
                "");

        assertThat(matched)
                .containsExactly(Map.entry(0, "0/001/true"), Map.entry(1, "0/002/false"), Map.entry(2, "0/003/false"));
        assertThat(unmatched).isEmpty();
    }

    @Test
    void with_a_key_that_is_there_twice_the_whole_row_decides() throws Exception {
        match(
                "Ext__c",
                "Ext__c,Name\nk,A\nk,B\n",
                "sf__Id,sf__Created,Ext__c,Name\n002,true,k,B\n",
                "sf__Id,sf__Error,Ext__c,Name\n,E:m:--,k,A\n",
                "");

        assertThat(matched).containsExactly(Map.entry(0, "1//E:m:--"), Map.entry(1, "0/002/true"));
    }

    @Test
    void a_result_that_belongs_to_no_row_is_reported() throws Exception {
        match(
                "Ext__c",
                "Ext__c,Name\nk,A\n,B\n",
                "sf__Id,sf__Created,Ext__c,Name\n001,true,k,A\n002,true,k,A\n003,true,,X\n",
                "sf__Id,sf__Error,Ext__c,Name\n,E:m:--,other,A\n",
                "");

        assertThat(matched).containsExactly(Map.entry(0, "0/001/true"));
        assertThat(unmatched).containsExactly(0, 0, 1);
    }

    @Test
    void unprocessed_rows_have_no_columns_of_their_own() throws Exception {
        match("", "Name,City\r\nA,x\r\n\r\nB,y", "", "", "Name,City\r\n\"B\",\"y\"\r\nA,x\r\n");

        assertThat(matched).containsExactly(Map.entry(0, "2//"), Map.entry(1, "2//"));
    }

    @Test
    void no_results_at_all_match_nothing() throws Exception {
        match("", "Name\nA\n", "", "", "");

        assertThat(matched).isEmpty();
        assertThat(unmatched).isEmpty();
    }

    @Test
    void refuses_results_that_have_nothing_to_do_with_what_was_sent() {
        assertThatThrownBy(() -> match("", "Name\nA\n", "sf__Id,sf__Created\n001,true\n", "", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none of the columns that were sent");
        assertThatThrownBy(() -> match("", "", "", "", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> match("", "Name\nA\n", "sf__Id,sf__Created,Name\n001,true,\"A", "", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was cut off");
        assertThatIllegalArgumentException().isThrownBy(() -> new DigestMatching(0));
    }

    @Test
    void goes_through_a_file_in_parts_when_it_has_more_rows_than_fit() throws Exception {
        StringBuilder body = new StringBuilder("Ext__c,Name\n");
        StringBuilder success = new StringBuilder("sf__Id,sf__Created,Ext__c,Name\n");
        StringBuilder failed = new StringBuilder("sf__Id,sf__Error,Ext__c,Name\n");
        int rows = 3_000;
        for (int i = 0; i < rows; i++) {
            body.append("k").append(i).append(",n").append(i % 7).append('\n');
        }
        for (int i = rows - 1; i >= 0; i--) {
            if (i % 3 == 0) {
                failed.append(i)
                        .append(",E:m:--,k")
                        .append(i)
                        .append(",n")
                        .append(i % 7)
                        .append('\n');
            } else {
                // every second of these comes back changed and is found by its key
                success.append(i)
                        .append(",true,k")
                        .append(i)
                        .append(i % 2 == 0 ? ",N" : ",n")
                        .append(i % 7)
                        .append('\n');
            }
        }
        match(100, "Ext__c", body.toString(), success.toString(), failed.toString(), "");

        assertThat(matched).hasSize(rows);
        matched.forEach((ordinal, result) ->
                assertThat(result).isEqualTo(ordinal % 3 == 0 ? "1/" + ordinal + "/E:m:--" : "0/" + ordinal + "/true"));
        assertThat(unmatched).isEmpty();
    }

    @Test
    void many_equal_rows_are_matched_in_little_time() throws Exception {
        int rows = 200_000;
        match(
                1_000,
                "",
                "Name\n" + "same\n".repeat(rows),
                "sf__Id,sf__Created,Name\n" + "001,true,same\n".repeat(rows),
                "",
                "");

        assertThat(matched).hasSize(rows);
    }

    @Test
    void jobs_that_are_too_many_rows_together_wait_for_each_other() throws Exception {
        Path sent = Files.writeString(folder.resolve("sent.csv"), "Name\nA\nB\nC\n");
        Path success =
                Files.writeString(folder.resolve("s.csv"), "sf__Id,sf__Created,Name\n1,true,A\n2,true,B\n3,true,C\n");
        List<ResultMatching.ResultFile> results = List.of(new ResultMatching.ResultFile(success, 2));
        DigestMatching matching = new DigestMatching(5);
        CountDownLatch firstIsIn = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        AtomicInteger ofSecond = new AtomicInteger();
        Thread first = start(() -> matching.match(sent, 3, "", results, (Rows) (ordinal, id) -> {
            firstIsIn.countDown();
            await().until(() -> mayGoOn.getCount() == 0);
        }));
        firstIsIn.await();
        Thread second =
                start(() -> matching.match(sent, 3, "", results, (Rows) (ordinal, id) -> ofSecond.incrementAndGet()));

        await().until(() -> second.getState() == Thread.State.WAITING);
        assertThat(ofSecond).hasValue(0);
        mayGoOn.countDown();
        first.join();
        second.join();
        assertThat(ofSecond).hasValue(3);
    }

    /** A listener that looks at the rows that are found; all must be. */
    private interface Rows extends ResultMatching.Listener {
        void found(int ordinal, String id);

        @Override
        default void matched(int ordinal, int set, String id, String detail) {
            found(ordinal, id);
        }

        @Override
        default void unmatched(int set) {
            throw new AssertionError("a result without a row");
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }
}
