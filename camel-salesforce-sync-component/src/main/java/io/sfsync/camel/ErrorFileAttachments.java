/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * Attaches error files to a message, so that a mail endpoint sends them. The body names them: a path whose last part may be
 * a pattern, such as {@code errors/load-accounts-*.csv}. It becomes a text that lists them, a line each with its size;
 * the header {@value #COUNT} says how many there are. In a route: {@code process: {ref: errorFiles}}. Needs
 * camel-attachments, which camel-mail brings along.
 */
public final class ErrorFileAttachments implements Processor {
    /** The header that says how many files the pattern found, attached or not. */
    public static final String COUNT = "CamelSfSyncErrorFiles";

    private long maxBytes = 5_000_000;

    /**
     * How many bytes of files one message may carry, at least 0; 5,000,000 by default, since mail servers commonly refuse
     * messages above 10 MB and base64 makes a third more of them. Files are attached in the order of their names; one
     * that does not fit any more is named in the text and left out.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setMaxBytes(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must be 0 or more, was " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        List<Path> files = files(Path.of(message.getBody(String.class)));
        StringBuilder text = new StringBuilder();
        long room = maxBytes;
        for (Path file : files) {
            long size = Files.size(file);
            text.append(file).append(": ").append(size).append(" bytes");
            if (size <= room) {
                room -= size;
                message.addAttachment(
                        file.getFileName().toString(), new DataHandler(new FileDataSource(file.toFile())));
            } else {
                text.append(", not attached: the attachments of one mail are kept to ")
                        .append(maxBytes)
                        .append(" bytes");
            }
            text.append('\n');
        }
        message.setHeader(COUNT, files.size());
        message.setBody(text.toString());
    }

    private static List<Path> files(Path pattern) throws IOException {
        Path folder = pattern.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, pattern.getFileName().toString())) {
            return StreamSupport.stream(files.spliterator(), false)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
