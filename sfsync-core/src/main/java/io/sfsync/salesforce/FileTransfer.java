/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Takes the files of the Bulk APIs to the org and back, compressed if wished. */
public final class FileTransfer {
    private static final String CSV = "text/csv; charset=UTF-8";
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1F8B;

    private final OrgClient client;
    private final Api api;
    private final Compression compression;

    /** @param client sends, and sends again */
    public FileTransfer(OrgClient client, Api api, Compression compression) {
        this.client = client;
        this.api = api;
        this.compression = compression;
    }

    /**
     * Sends a file of CSV as the body of a request. Compressed, it lies beside the file until it is sent: its length is
     * said in front, and it can be sent again.
     */
    public <T> T upload(OrgRequest request, Path file, AnswerReader<T> reader)
            throws IOException, InterruptedException {
        if (compression == Compression.NONE) {
            return send(request, file, reader);
        }
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        try {
            pack(file, packed);
            return send(request.withHeader("Content-Encoding", "gzip"), packed, reader);
        } finally {
            Files.deleteIfExists(packed);
        }
    }

    private <T> T send(OrgRequest request, Path file, AnswerReader<T> reader) throws IOException, InterruptedException {
        return client.call(api, request.withBody(new OrgBody.FileBody(CSV, file)), Repeat.IF_NOT_PROCESSED, reader);
    }

    private static void pack(Path file, Path packed) throws IOException {
        Files.deleteIfExists(packed);
        try (OutputStream out = new FastGzip(Channels.newOutputStream(Files.newByteChannel(
                packed, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file())))) {
            Files.copy(file, out);
        }
    }

    /** Downloads a file; what a broken download left is overwritten. */
    public void download(OrgRequest request, TargetFile target) throws IOException, InterruptedException {
        String accepted = compression == Compression.NONE ? "identity" : "gzip";
        client.call(
                api,
                request.withHeader("Accept-Encoding", accepted),
                Repeat.SAFE,
                response -> target.store(unpacked(response.body())));
    }

    /** What came is looked at, not its header: some HTTP clients unpack, and leave the header as it was. */
    private static InputStream unpacked(InputStream body) throws IOException {
        InputStream in = new BufferedInputStream(body, BUFFER);
        in.mark(2);
        int start = in.read() << Byte.SIZE | in.read();
        in.reset();
        return start == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** Gzip that would rather be done than small. */
    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
