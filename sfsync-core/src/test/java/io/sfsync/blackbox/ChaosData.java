/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.OutcomeReader;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Accounts that are inserted, updated, upserted (half of them new) and deleted in turn, with one row in a hundred that
 * is there twice, and what must be true of org and ledger afterwards. In one of three series the accounts have no key
 * by which the org could be asked for them.
 */
final class ChaosData {
    private static final List<Operation> TURNS =
            List.of(Operation.INSERT, Operation.UPDATE, Operation.UPSERT, Operation.DELETE);

    private final TestOrg test;
    private final String prefix;
    private final int rows;
    private final boolean keyed;
    private int turn;

    ChaosData(TestOrg test, String prefix, int rows, Random random) {
        this.test = test;
        this.prefix = prefix;
        this.rows = rows;
        this.keyed = random.nextInt(3) > 0;
    }

    /** Writes the file of the next operation. */
    Load next(Path folder, Random random) throws IOException {
        Operation operation = TURNS.get(turn++ % TURNS.size());
        List<String> subjects = new ArrayList<>(
                switch (operation) {
                    case UPDATE, DELETE -> List.copyOf(org().keySet());
                    case UPSERT -> keys(rows / 2, rows);
                    default -> keys(0, rows);
                });
        int doubles = subjects.size() / 100;
        for (int i = 0; i < doubles; i++) {
            subjects.add(random.nextInt(subjects.size()), subjects.get(random.nextInt(subjects.size())));
        }
        Path source = Files.createTempFile(folder, "source", ".csv");
        Load load = new Load(operation, keyed, prefix, turn, List.copyOf(subjects), source, test);
        Files.writeString(source, load.csv());
        return load;
    }

    private List<String> keys(int from, int count) {
        List<String> keys = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            keys.add(prefix + "-" + i);
        }
        return keys;
    }

    private Map<String, Map<String, Object>> org() {
        return read(test, prefix);
    }

    private static Map<String, Map<String, Object>> read(TestOrg test, String prefix) {
        Map<String, Map<String, Object>> all = new HashMap<>();
        test.org()
                .query("SELECT Id, Key__c, Name, Note__c FROM Account WHERE Name LIKE '" + prefix + "-%'")
                .forEach(row -> all.put(String.valueOf(row.get("Id")), row));
        return all;
    }

    /** The rows of one run, each named by its subject: a key, or an id where the operation takes ids. */
    record Load(
            Operation operation,
            boolean keyed,
            String prefix,
            int turn,
            List<String> subjects,
            Path source,
            TestOrg test) {
        private boolean byId() {
            return operation == Operation.UPDATE || operation == Operation.DELETE;
        }

        int rows() {
            return subjects.size();
        }

        String csv() {
            boolean withKey = operation == Operation.UPSERT || (operation == Operation.INSERT && keyed);
            StringBuilder csv = new StringBuilder(
                    switch (operation) {
                        case DELETE -> "Id\n";
                        case UPDATE -> "Id,Note__c\n";
                        default -> withKey ? "Key__c,Name,Note__c\n" : "Name,Note__c\n";
                    });
            for (String subject : subjects) {
                csv.append(subject);
                if (!byId() && withKey) {
                    csv.append(',').append(subject);
                }
                if (operation != Operation.DELETE) {
                    csv.append(",\"a note, \"\"quoted\"\"\nof turn ")
                            .append(turn)
                            .append('"');
                }
                csv.append('\n');
            }
            return csv.toString();
        }

        /** Compares org and ledger record by record; how many outcomes are unknown. */
        long compare(Api api, Ledger ledger, String what) throws IOException {
            List<RecordOutcome> outcomes = outcomes(ledger, what);
            assertThat(outcomes).as(what).hasSize(subjects.size());
            Map<String, Map<String, Object>> org = read(test, prefix);
            Map<String, Integer> rowsOf = new HashMap<>();
            subjects.forEach(subject -> rowsOf.merge(subject, 1, Integer::sum));
            Set<String> done = new HashSet<>();
            Set<String> created = new HashSet<>();
            long unknown = 0;
            for (RecordOutcome outcome : outcomes) {
                String subject = subjects.get(Math.toIntExact(outcome.row()) - 1);
                String about = what + outcome + " of " + subject;
                if (outcome.kind().isSuccess()) {
                    done.add(subject);
                    judge(outcome, subject, org, about);
                    if (outcome.kind() == OutcomeKind.CREATED) {
                        assertThat(created.add(outcome.id())).as(about).isTrue();
                    }
                } else if (outcome.kind() == OutcomeKind.UNKNOWN) {
                    assertThat(operation == Operation.INSERT && !keyed && api == Api.COLLECTIONS)
                            .as(about)
                            .isTrue();
                    unknown++;
                } else {
                    assertThat(outcome.kind()).as(about).isEqualTo(OutcomeKind.REJECTED);
                    assertThat(rowsOf.get(subject)).as(about).isGreaterThan(1);
                }
            }
            judgeAll(org, done, created, unknown, what);
            return unknown;
        }

        private void judge(RecordOutcome outcome, String subject, Map<String, Map<String, Object>> org, String about) {
            String id = String.valueOf(outcome.id());
            if (operation == Operation.DELETE) {
                assertThat(org).as(about).doesNotContainKey(subject);
                return;
            }
            assertThat(org).as(about).containsKey(id);
            assertThat(String.valueOf(org.get(id).get("Note__c"))).as(about).endsWith("of turn " + turn);
            if (byId()) {
                assertThat(id).as(about).isEqualTo(subject);
            } else {
                assertThat(org.get(id)).as(about).containsEntry("Name", subject);
            }
        }

        /** What is true of all: nobody is left out, and the org holds nothing that the ledger does not know. */
        private void judgeAll(
                Map<String, Map<String, Object>> org,
                Set<String> done,
                Set<String> created,
                long unknown,
                String what) {
            Set<String> all = new HashSet<>(subjects);
            if (operation == Operation.INSERT) {
                assertThat((long) org.size()).as(what).isBetween((long) created.size(), created.size() + unknown);
                assertThat(done.size() + unknown).as(what).isGreaterThanOrEqualTo(all.size());
                return;
            }
            // Two rows of one record in one chunk are refused both; then neither is done.
            Set<String> left = new HashSet<>(all);
            left.removeAll(done);
            left.forEach(subject -> assertThat(subjects.stream().filter(subject::equals))
                    .as(what + " " + subject)
                    .hasSizeGreaterThan(1));
        }

        private static List<RecordOutcome> outcomes(Ledger ledger, String what) throws IOException {
            List<RunSummary> all = ledger.runs();
            assertThat(all).as(what).hasSize(1);
            assertThat(all.get(0).isFinished()).as(what).isTrue();
            RunFolder run = RunFolder.open(ledger.folder(), all.get(0).runId());
            try (Stream<RecordOutcome> outcomes = OutcomeReader.open(run, position -> {
                throw new AssertionError(what + " no outcome for record " + position);
            })) {
                return outcomes.toList();
            }
        }
    }
}
