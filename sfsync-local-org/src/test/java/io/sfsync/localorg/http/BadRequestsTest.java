/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes over the wire is answered or cut off, and the org lives on. */
class BadRequestsTest {
    private static final String AUTHORIZED = "Host: x\r\nAuthorization: Bearer TOKEN\r\n";

    private static LocalOrg org;

    @BeforeAll
    static void start() throws IOException {
        org = LocalOrg.builder()
                .data(StoreOptions.memory())
                .idleTimeout(Duration.ofMillis(500))
                .start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "GET /nothing HTTP/1.1|404",
                "GET /services/data/v60.0/%ZZ HTTP/1.1|40",
                "GET /services/data/v60.0/../../../etc/passwd HTTP/1.1|40",
                "BREW /services/data/v60.0/limits HTTP/1.1|405",
                "nonsense|400",
                "GET / HTTP/9.9|505",
                "POST /services/data/v60.0/jobs/ingest HTTP/1.1\\r\\nContent-Length: 3\\r\\n\\r\\n{\"x|400",
                "POST /services/data/v60.0/jobs/ingest HTTP/1.1\\r\\nContent-Length: 0\\r\\n\\r\\n|400",
                "PATCH /services/data/v60.0/jobs/ingest/750 HTTP/1.1\\r\\nContent-Length: 2\\r\\n\\r\\n[]|404",
                "POST /services/data/v60.0/jobs/ingest HTTP/1.1\\r\\nContent-Length: -5\\r\\n\\r\\n|400",
                "POST /services/oauth2/token HTTP/1.1\\r\\nContent-Length: 3\\r\\n\\r\\n%ZZ|400",
            })
    void is_answered(String request, String status) throws Exception {
        String raw = request.replace("\\r\\n", "\r\n");
        int end = raw.indexOf("\r\n");
        String withHeaders = end < 0
                ? raw + "\r\n" + headers() + "\r\n"
                : raw.substring(0, end + 2) + headers() + raw.substring(end + 2);
        assertThat(exchange(withHeaders)).startsWith("HTTP/1.1 " + status);
        assertAlive();
    }

    @Test
    void a_body_that_is_too_large_is_refused() throws Exception {
        String head = "POST /services/oauth2/token HTTP/1.1\r\n" + headers() + "Content-Length: 100000\r\n\r\n";
        assertThat(exchange(head + "x".repeat(100_000))).startsWith("HTTP/1.1 413");
        assertAlive();
    }

    @Test
    void a_body_that_never_ends_is_cut_off() throws Exception {
        assertThat(exchange("POST /services/data/v60.0/jobs/ingest HTTP/1.1\r\n" + headers()
                        + "Content-Length: 1000\r\n\r\n{\"object\""))
                .doesNotContain("200 OK");
        assertAlive();
    }

    @Test
    void a_chunked_body_without_end_meets_the_cap() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), org.url().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /services/oauth2/token HTTP/1.1\r\n" + headers() + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            try {
                while (sent < 100_000) {
                    out.write(chunk);
                    sent++;
                }
            } catch (SocketException cut) {
                assertThat(sent).isLessThan(100_000);
            }
            assertThat(sent).isLessThan(100_000);
        }
        assertAlive();
    }

    @Test
    void entities_in_xml_are_refused_by_bulk_1() throws Exception {
        String body =
                "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><jobInfo><operation>&d;</operation></jobInfo>";
        String answer = exchange("POST /services/async/60.0/job HTTP/1.1\r\n" + headers()
                + "Content-Type: application/xml\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n"
                + body);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("<exceptionCode>InvalidXML</exceptionCode>");
        assertAlive();
    }

    @Test
    void broken_gzip_is_cut_off_or_refused() throws Exception {
        String answer = exchange("POST /services/data/v60.0/jobs/ingest HTTP/1.1\r\n" + headers()
                + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope");
        assertThat(answer).doesNotContain("200 OK");
        assertAlive();
    }

    private static String headers() {
        return AUTHORIZED.replace("TOKEN", org.accessToken());
    }

    private static void assertAlive() throws IOException {
        assertThat(exchange(
                        "GET /services/data/v60.0/jobs/ingest HTTP/1.1\r\n" + headers() + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** Sends bytes and reads until the org closes the connection, which its idle time-out sees to. */
    private static String exchange(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), org.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
                }
            } catch (SocketException reset) {
                answer.append("");
            }
            return answer.toString();
        }
    }
}
