/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} request, by name. Small bodies only: they are read whole. */
public final class MultipartBody {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\bname=\"?([^\";\r\n]+)\"?");

    private MultipartBody() {}

    /**
     * Reads the parts.
     *
     * @throws ApiException 400 if the body is no multipart of this boundary
     */
    public static Map<String, byte[]> read(Call call) throws IOException {
        Matcher boundary = BOUNDARY.matcher(call.header("Content-Type").orElse(""));
        if (!boundary.find()) {
            throw broken();
        }
        // Latin-1 keeps every byte as one character, so that binary parts survive.
        String body = new String(call.body().readAllBytes(), StandardCharsets.ISO_8859_1);
        Map<String, byte[]> parts = new LinkedHashMap<>();
        String mark = "--" + boundary.group(1);
        int at = body.indexOf(mark);
        while (at >= 0) {
            int start = at + mark.length();
            int next = body.indexOf(mark, start);
            if (body.startsWith("--", start) || next < 0) {
                break;
            }
            addPart(parts, body.substring(start, next));
            at = next;
        }
        if (parts.isEmpty()) {
            throw broken();
        }
        return parts;
    }

    private static void addPart(Map<String, byte[]> parts, String raw) {
        String part = raw.replaceFirst("^\r?\n", "");
        Matcher gap = Pattern.compile("\r?\n\r?\n").matcher(part);
        if (!gap.find()) {
            throw broken();
        }
        String head = part.substring(0, gap.start());
        String content = part.substring(gap.end()).replaceFirst("\r?\n\\z", "");
        for (String line : head.split("\r?\n", -1)) {
            Matcher name = NAME.matcher(line);
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition") && name.find()) {
                parts.put(name.group(1), content.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static ApiException broken() {
        return new ApiException(400, "INVALID_MULTIPART_REQUEST", "The multipart request cannot be read");
    }
}
