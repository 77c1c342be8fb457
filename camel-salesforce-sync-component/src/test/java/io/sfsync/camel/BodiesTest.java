/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.SyncResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of body arrives as the same three accounts. */
class BodiesTest extends HubTest {
    private static final String CSV = "Name\nAccount 1\nAccount 2\nAccount 3\n";
    private static final String JSON = "[{\"Name\":\"Account 1\"},{\"Name\":\"Account 2\"},{\"Name\":\"Account 3\"}]";
    private static final String NDJSON =
            "{\"Name\":\"Account 1\"}\n{\"Name\":\"Account 2\"}\n{\"Name\":\"Account 3\"}\n";

    @TempDir
    static Path folder;

    /** An object with a property. */
    public static final class Company {
        private final String name;

        Company(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }
    }

    static Stream<Named<Supplier<Object>>> bodies() {
        return Stream.of(
                body("list", () -> accounts(3)),
                body("iterator", () -> accounts(3).iterator()),
                body("iterable", () ->
                        (Iterable<Map<String, Object>>) () -> accounts(3).iterator()),
                body("stream", () -> accounts(3).stream()),
                body("array", () -> accounts(3).toArray()),
                body("csv text", () -> CSV),
                body("csv bytes", () -> CSV.getBytes(UTF_8)),
                body("csv stream", () -> stream(CSV)),
                body("csv reader", () -> new StringReader(CSV)),
                body("csv file", () -> file("accounts.csv", CSV).toFile()),
                body("csv path", () -> file("accounts.txt", CSV)),
                body("csv with byte order mark", () -> stream("\uFEFF" + CSV)),
                body("json text", () -> JSON),
                body("json stream", () -> stream("  \n" + JSON)),
                body("json reader", () -> new StringReader(JSON)),
                body("json file", () -> file("accounts.json", JSON)),
                body("json tree", () -> tree(JSON)),
                body("ndjson file", () -> file("accounts.ndjson", NDJSON)),
                body("ndjson text", () -> NDJSON));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void loads(Supplier<Object> body) throws Exception {
        start();

        SyncResult result = load("sfsync:insert:Account", body.get());

        assertThat(result.totals().created()).isEqualTo(3);
        assertThat(namesInOrg()).containsExactly("Account 1", "Account 2", "Account 3");
    }

    @Test
    void loads_one_map() throws Exception {
        start();

        assertThat(load("sfsync:insert:Account", Map.of("Name", "One")).totals().created())
                .isEqualTo(1);
        assertThat(namesInOrg()).containsExactly("One");
    }

    @Test
    void loads_an_object_with_properties_by_its_mapping() throws Exception {
        camel.getRegistry()
                .bind(
                        "companies",
                        io.sfsync.mapping.MappingFile.parse(
                                "companies.yaml", new StringReader("version: 1\nfields:\n  Name: name\n")));
        start();

        load("sfsync:insert:Account?mapping=#companies", List.of(new Company("One"), new Company("Two")));
        load("sfsync:insert:Account?mapping=#companies", new Company("Three"));

        assertThat(namesInOrg()).containsExactlyInAnyOrder("One", "Two", "Three");
    }

    @Test
    void loads_no_records_as_a_success() throws Exception {
        start();

        SyncResult result = load("sfsync:insert:Account", List.of());

        assertThat(result.totals().total()).isZero();
        assertThat(result.status()).hasToString("SUCCESS");
    }

    @Test
    void loads_the_files_of_a_file_endpoint() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + inbox + "?initialDelay=0&delay=50&include=.*csv")
                        .to("sfsync:insert:Account")
                        .to("mock:done");
            }
        });
        MockEndpoint done = camel.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(1);
        Files.move(file("ready.tmp", CSV), inbox.resolve("ready.csv"));

        done.assertIsSatisfied();
        assertThat(namesInOrg()).hasSize(3);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(inbox.resolve(".camel/ready.csv")).exists());
    }

    @Test
    void decodes_by_the_option_then_by_the_exchange_then_as_utf_8() throws Exception {
        start();
        byte[] latin = "Name\nMüller\n".getBytes(Charset.forName("windows-1252"));

        load("sfsync:insert:Account?charset=windows-1252", latin);
        Exchange named = camel.createProducerTemplate().request("sfsync:insert:Account", exchange -> {
            exchange.getMessage().setBody(latin);
            exchange.setProperty(Exchange.CHARSET_NAME, "windows-1252");
        });
        Exchange neither = send("sfsync:insert:Account", latin);

        assertThat(named.getException()).isNull();
        assertThat(namesInOrg()).containsExactly("Müller", "Müller");
        assertThat(neither.getMessage().getHeader(SfSyncConstants.REJECTED)).isEqualTo(1L);
    }

    @Test
    void reads_csv_as_the_options_say() throws Exception {
        start();

        load(
                "sfsync:insert:Account?csvDelimiter=;&csvQuote='&csvHeaders=Name,AccountNumber",
                "'Semi;colon';17\nPlain;18\n");
        load("sfsync:insert:Account?csvDelimiter=tab&csvQuote=none", "Name\tAccountNumber\n\"Tab\"\t19\n");

        assertThat(ORG.org().query("SELECT Name, AccountNumber FROM Account ORDER BY AccountNumber"))
                .extracting(record -> record.get("Name") + "/" + record.get("AccountNumber"))
                .containsExactly("Semi;colon/17", "Plain/18", "\"Tab\"/19");
    }

    @Test
    void the_content_type_decides_over_the_name_and_the_content() throws Exception {
        start();

        Exchange exchange = send(
                "sfsync:insert:Account",
                stream("{Name}\nAccount 1\n"),
                Map.of(Exchange.CONTENT_TYPE, "text/csv", Exchange.FILE_NAME, "x.json"));

        assertThat(exchange.getException()).hasMessageContaining("{Name}");
    }

    @Test
    void a_body_without_records_is_an_error_that_names_what_is_read() throws Exception {
        start();

        assertThat(send("sfsync:insert:Account", null).getException()).hasMessageContaining("no body");
        assertThat(send("sfsync:insert:Account", 42).getException())
                .hasMessageContaining("java.lang.Integer")
                .hasMessageContaining("List, Iterator");
    }

    private static Named<Supplier<Object>> body(String name, Supplier<Object> body) {
        return named(name, body);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
