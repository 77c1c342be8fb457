/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpFields;

/**
 * The headers that every answer of an org carries, as recorded from 2021 to 2024 by openstax/accounts and forcedotcom's function SDKs: cookies
 * that nobody needs, the edge's name and request ids; {@code Vary} only where an answer succeeds with a document.
 */
final class StandardHeaders {
    private static final DateTimeFormatter COOKIE_TIME =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final int YEAR_SECONDS = 31_536_000;

    private final boolean secure;

    StandardHeaders(boolean secure) {
        this.secure = secure;
    }

    void add(HttpFields.Mutable headers, Answer answer, Instant now) {
        boolean bytes = "application/octetstream".equals(answer.contentType());
        if (secure) {
            headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Robots-Tag", "none");
        headers.put("Cache-Control", "no-cache,must-revalidate,max-age=0,no-store,private");
        addCookies(headers, now);
        if (answer.status() < 400 && answer.status() != 204 && !bytes) {
            headers.put("Vary", "Accept-Encoding");
        }
        headers.put("Server", "sfdcedge");
        String id = HexFormat.of().formatHex(random(16));
        headers.put("X-SFDC-Request-Id", id);
        headers.put("X-Request-Id", id);
    }

    private static void addCookies(HttpFields.Mutable headers, Instant now) {
        String until = "; path=/; expires="
                + COOKIE_TIME.format(now.plusSeconds(YEAR_SECONDS).atOffset(ZoneOffset.UTC)) + "; Max-Age="
                + YEAR_SECONDS;
        String browser = Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
        headers.add("Set-Cookie", "BrowserId=" + browser + until);
        headers.add("Set-Cookie", "CookieConsentPolicy=0:1" + until);
        headers.add("Set-Cookie", "LSKey-c$CookieConsentPolicy=0:1" + until);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
