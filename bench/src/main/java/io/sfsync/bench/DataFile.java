/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** The data: accounts of seven columns, about 100 bytes a row, with quotes, line breaks and text that is not ASCII. */
final class DataFile {
    private static final long SEED = 20_260_101;
    private static final String[] INDUSTRIES = {"Energy", "Banking", "Chemicals", "Education", "Retail", "Media"};
    private static final String[] CITIES = {"Zürich", "São Paulo", "Київ", "Łódź", "London", "東京", "Reykjavík"};

    private DataFile() {}

    /** A file of so many rows in this folder, written once. */
    static Path of(Path folder, int rows) throws IOException {
        Path file = folder.resolve("accounts-" + rows + ".csv");
        if (Files.exists(file)) {
            return file;
        }
        Path part = folder.resolve(file.getFileName() + ".part");
        Random random = new Random(SEED);
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            out.write("Name,AccountNumber,Phone,Industry,NumberOfEmployees,BillingCity,Description\n");
            for (int i = 0; i < rows; i++) {
                row(out, i, random);
            }
        }
        return Files.move(part, file);
    }

    /** A file of ids to delete, the same number of rows. */
    static Path ids(Path folder, int rows) throws IOException {
        Path file = folder.resolve("ids-" + rows + ".csv");
        if (Files.exists(file)) {
            return file;
        }
        Path part = folder.resolve(file.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            out.write("Id\n");
            for (int i = 1; i <= rows; i++) {
                out.write(id(i) + "\n");
            }
        }
        return Files.move(part, file);
    }

    private static void row(Writer out, int i, Random random) throws IOException {
        int kind = random.nextInt(10);
        out.write("Account " + i + (kind == 0 ? " Ümlaut GmbH" : " Ltd"));
        out.write(",A-" + (100_000_000 + i));
        out.write(",+44 20 " + (1_000_000 + random.nextInt(9_000_000)));
        out.write("," + INDUSTRIES[random.nextInt(INDUSTRIES.length)]);
        out.write("," + random.nextInt(100_000));
        out.write("," + CITIES[random.nextInt(CITIES.length)]);
        out.write(
                switch (kind) {
                    case 1 -> ",\"says \"\"hello\"\" to row " + i + "\"\n";
                    case 2 -> ",\"first line of " + i + "\nsecond line\"\n";
                    case 3 -> ",\"with, comma, number " + i + "\"\n";
                    default -> ",a plain text of row " + i + "\n";
                });
    }

    /** Ids of accounts in the form of 15 characters. */
    private static String id(int number) {
        String digits = Integer.toString(number, 36).toUpperCase(Locale.ROOT);
        return "001000" + "0".repeat(9 - digits.length()) + digits;
    }
}
