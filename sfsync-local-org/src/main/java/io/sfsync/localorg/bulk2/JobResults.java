/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.ByteArena;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The result files of a job. Filled by one thread, read by any. */
final class JobResults implements Closeable {
    private final ShuffledRows successful;
    private final ShuffledRows failed;
    private volatile String resultHeader = "";
    private volatile String uploadedHeader = "";

    JobResults(Path folder, long seed, boolean shuffled) {
        successful = new ShuffledRows(folder.resolve("successful.csv"), seed, shuffled);
        failed = new ShuffledRows(folder.resolve("failed.csv"), seed + 1, shuffled);
    }

    /**
     * Sets the header rows.
     *
     * @param uploaded as it was uploaded
     * @param inResults the same with its columns in the order of the results, starting with a delimiter
     */
    void headers(String uploaded, String inResults) {
        uploadedHeader = uploaded;
        resultHeader = inResults;
    }

    ByteArena successfulRow() {
        return successful.block();
    }

    void endSuccessfulRow() throws IOException {
        successful.endRow();
    }

    ByteArena failedRow() {
        return failed.block();
    }

    void endFailedRow() throws IOException {
        failed.endRow();
    }

    void flush() throws IOException {
        successful.flush();
        failed.flush();
    }

    String uploadedHeader() {
        return uploadedHeader;
    }

    void writeSuccessful(OutputStream out, char delimiter) throws IOException {
        line(out, "\"sf__Id\"" + delimiter + "\"sf__Created\"" + resultHeader);
        successful.writeTo(out);
    }

    void writeFailed(OutputStream out, char delimiter) throws IOException {
        line(out, "\"sf__Id\"" + delimiter + "\"sf__Error\"" + resultHeader);
        failed.writeTo(out);
    }

    static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        successful.close();
        failed.close();
    }
}
