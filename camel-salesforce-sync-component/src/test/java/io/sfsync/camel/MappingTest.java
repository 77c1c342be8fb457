/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.mapping.Transform;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import org.apache.camel.spi.TransformerKey;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping files with what only Camel has, and the checks before the first request. */
class MappingTest extends HubTest {
    private static final Path MANUAL = Path.of("../docs/mapping.md");

    @TempDir
    Path folder;

    private String mapping(String text) throws IOException {
        return "file:" + Files.writeString(folder.resolve("m.yaml"), "version: 1\nfields:\n" + text);
    }

    private Map<?, ?> mapped(Object body) throws Exception {
        MappingProcessor step = new MappingProcessor();
        step.setCamelContext(camel);
        step.setMapping("file:" + folder.resolve("m.yaml"));
        Exchange exchange = new org.apache.camel.support.DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        step.process(exchange);
        return exchange.getMessage().getBody(Map.class);
    }

    /** The bean of the manual's example. */
    public static final class Tags {
        public String clean(String tag) {
            return tag.replace("#", "");
        }
    }

    /** A bean that fails on every value. */
    public static final class Broken {
        public String fail(Object body) {
            throw new IllegalStateException("secret " + body);
        }
    }

    @Test
    void the_expressions_of_the_manual_are_true() throws Exception {
        start();
        camel.getRegistry().bind("tags", new Tags());
        String manual = Files.readString(MANUAL);
        int begin = manual.indexOf("```yaml camel\n") + 14;
        Files.writeString(folder.resolve("m.yaml"), manual.substring(begin, manual.indexOf("```", begin)));

        Map<?, ?> fields = mapped(Map.of("first", "Ada", "last", "Byron", "code", "7", "tag", "#new", "revenue", 2000));

        assertThat(fields).isEqualTo(Map.of("Name", "Ada Byron", "Code__c", "X-7", "Tag__c", "new", "Vip__c", true));
    }

    @Test
    void a_transform_of_the_registry_is_named_like_any_other() throws Exception {
        start();
        camel.getRegistry().bind("shout", (Transform) value -> value.toString().toUpperCase(Locale.ROOT) + "!");
        mapping("  Name: {from: a, do: [shout]}\n");

        assertThat(mapped(Map.of("a", "x"))).isEqualTo(Map.of("Name", "X!"));
    }

    @Test
    void placeholders_are_resolved_and_braces_that_end_maps_are_none() throws Exception {
        camel.getPropertiesComponent().addInitialProperty("my.column", "a");
        camel.getPropertiesComponent().addInitialProperty("my.other", "my.column");
        start();
        mapping("""
                  Name: '{{my.column}}'
                  Site: '{{none:{{my.column}}}}'
                  Day__c: {from: b, do: [{date: {pattern: dd.MM.yyyy}}]}
                  Type: {from: c, do: [{map: {x: {{my.other}}}}]}
                """);

        assertThat(mapped(Map.of("a", "x", "b", "31.01.2025", "c", "x")))
                .isEqualTo(Map.of(
                        "Name", "x", "Site", "x", "Day__c", java.time.LocalDate.of(2025, 1, 31), "Type", "my.column"));
        mapping("  Name: '{{not.there}}'\n");
        assertThatThrownBy(() -> mapped(Map.of("a", "x"))).hasStackTraceContaining("not.there");
    }

    @Test
    void a_table_stands_beside_the_mapping_or_where_its_scheme_says() throws Exception {
        start();
        Files.writeString(folder.resolve("t.csv"), "code,name\nIT,Italy\n");
        mapping("  Name: {from: a, lookup: t.csv}\n  Site: {from: a, lookup: 'file:" + folder + "/t.csv'}\n");

        assertThat(mapped(Map.of("a", "IT"))).isEqualTo(Map.of("Name", "Italy", "Site", "Italy"));
    }

    @Test
    void an_expression_that_is_none_is_found_at_start_with_its_line() throws Exception {
        String location = mapping("  Name: {expression: {simple: '${bodi[a]}'}}\n");

        assertThatThrownBy(() -> send("sfsync:insert:Account?mapping=" + location, Map.of("a", 1)))
                .hasStackTraceContaining("m.yaml:3: 'expression' of field Name: no simple:");
    }

    @Test
    void an_expression_that_fails_rejects_its_record() throws Exception {
        camel.getRegistry().bind("broken", new Broken());
        start();
        String location = mapping("  Name: {expression: {bean: 'broken?method=fail'}}\n");

        SyncResult result = load("sfsync:insert:Account?failOn=never&mapping=" + location, List.of(Map.of("a", 1)));

        assertThat(result.totals().rejected()).isEqualTo(1);
    }

    @Test
    void a_mapping_is_a_data_type_transformer() throws Exception {
        MappingTransformer transformer = new MappingTransformer();
        transformer.setMapping(mapping("  Name: company\n"));
        transformer.setCamelContext(start());
        Exchange exchange = new org.apache.camel.support.DefaultExchange(camel);
        exchange.getMessage().setBody(Map.of("company", "One"));

        transformer.transform(exchange.getMessage(), DataType.ANY, new DataType("salesforce:account"));

        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("Name", "One"));
    }

    @Test
    void a_mapping_is_found_by_the_name_of_its_data_type() throws Exception {
        MappingTransformer transformer = new MappingTransformer();
        transformer.setType("sfsync:accounts");
        transformer.setCamelContext(camel);
        transformer.setMapping(mapping("  Name: company\n"));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                // what transformDataType does, under the names that it had before
                from("direct:in")
                        .process(exchange -> named("sfsync:accounts")
                                .transform(exchange.getMessage(), DataType.ANY, new DataType("sfsync:accounts")))
                        .to("sfsync:insert:Account");
            }
        });

        load("direct:in", List.of(Map.of("company", "One")));

        assertThat(namesInOrg()).containsExactly("One");
        MappingTransformer late = new MappingTransformer();
        late.setCamelContext(camel);
        late.setMapping(mapping("  Site: company\n"));
        late.setType("sfsync:sites");
        assertThat(named("sfsync:sites")).isSameAs(late);
    }

    private Transformer named(String type) {
        return camel.getTransformerRegistry().resolveTransformer(new TransformerKey(DataType.ANY, new DataType(type)));
    }

    @Test
    void words_for_nothing_are_missing_with_and_without_a_mapping() throws Exception {
        start();
        List<Map<String, Object>> records = List.of(Map.of("Name", "One", "Site", "N/A"), Map.of("Name", "-"));

        SyncResult result = load("sfsync:insert:Account?failOn=never&missing=N/A,-", records);

        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(ORG.org().query("SELECT Site FROM Account").get(0).get("Site"))
                .isNull();
        load("sfsync:insert:Account", List.of(Map.of("Name", "-")));
        assertThat(namesInOrg()).contains("-");
    }

    @Test
    void a_csv_without_a_required_field_is_refused_before_anything_is_sent() throws Exception {
        start();

        Exchange refused = send("sfsync:insert:Account", "Site\nRome\n");

        assertThat(refused.getException())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("object Account: required fields are not mapped: [Name]");
        assertThat(ORG.org().requests().count("composite/sobjects")).isZero();
    }

    @Test
    void without_checks_the_org_judges() throws Exception {
        start();

        Exchange judged = send("sfsync:insert:Account?checks=off&failOn=never", "Site,Nmae\nRome,x\n");

        assertThat(judged.getException() == null
                        || judged.getException().getMessage().contains("Nmae"))
                .isTrue();
        assertThat(ORG.org().requests().count("composite/sobjects")).isPositive();
    }

    @Test
    void read_only_fields_are_an_error_or_left_out() throws Exception {
        start();
        String csv = "Name,CreatedDate\nOne,2020-01-01T00:00:00Z\n";

        assertThat(send("sfsync:insert:Account", csv).getException())
                .hasMessageContaining("field CreatedDate of object Account cannot be set by insert");
        assertThat(load("sfsync:insert:Account?readOnly=drop", csv).totals().created())
                .isEqualTo(1);
    }

    @Test
    void rows_are_refused_without_a_call_and_with_the_codes_of_the_org() throws Exception {
        start();
        List<Map<String, Object>> bad = new ArrayList<>();
        bad.add(Map.of("Site", "no name"));
        bad.add(Map.of("Name", "x".repeat(300)));
        bad.add(Map.of("Name", "x", "ParentId", "001x"));

        List<String> local = codes("sfsync:insert:Account?failOn=never&checks=rows", bad);
        long callsOfRows = ORG.org().requests().count("composite/sobjects");
        List<String> remote = codes("sfsync:insert:Account?failOn=never", bad);

        assertThat(callsOfRows).isZero();
        assertThat(local).isEqualTo(remote);
    }

    private List<String> codes(String uri, List<Map<String, Object>> records) throws Exception {
        List<String> codes = new ArrayList<>();
        Path errors = folder.resolve("errors.csv");
        send(uri + "&errors=file:" + errors, records);
        List<String> lines = Files.readAllLines(errors);
        for (String line : lines.subList(1, lines.size())) {
            codes.add(line.split(",", -1)[5]);
        }
        Files.delete(errors);
        return codes;
    }

    @Test
    void a_dry_run_says_so_and_writes_nothing() throws Exception {
        start();

        SyncResult local = load("sfsync:insert:Account?dryRun=local", accounts(3));
        SyncResult lookup = load("sfsync:upsert:Account?externalIdField=Id&dryRun=lookup", accounts(2));

        assertThat(local.dryRun()).isTrue();
        assertThat(local.totals().created()).isEqualTo(3);
        assertThat(lookup.totals().created()).isEqualTo(2);
        assertThat(namesInOrg()).isEmpty();
    }

    @Test
    void an_id_map_that_one_route_fills_is_looked_up_by_the_next() throws Exception {
        SfSyncComponent sfsync = new SfSyncComponent();
        sfsync.setLedger(folder.resolve("runs").toString());
        camel.addComponent("sfsync", sfsync);
        start();
        String parents = mapping("  Name: company\n");
        load(
                "sfsync:insert:Account?idMap=companies&idMapKey=no&mapping=" + parents,
                List.of(Map.of("no", "7", "company", "Parent")));
        Path second = Files.writeString(
                folder.resolve("children.yaml"),
                "version: 1\nfields:\n  Name: company\n  ParentId: {from: parent, lookup: idMap(companies)}\n");

        SyncResult children = load(
                "sfsync:insert:Account?failOn=never&mapping=file:" + second,
                List.of(Map.of("company", "Child", "parent", "7"), Map.of("company", "Orphan", "parent", "8")));

        assertThat(children.totals().created()).isEqualTo(1);
        assertThat(children.totals().rejected()).isEqualTo(1);
        assertThat(folder.resolve("runs-stores/idmaps/companies.csv")).exists();
        assertThat(ORG.org()
                        .query("SELECT ParentId FROM Account WHERE Name = 'Child'")
                        .get(0)
                        .get("ParentId"))
                .isEqualTo(ORG.org()
                        .query("SELECT Id FROM Account WHERE Name = 'Parent'")
                        .get(0)
                        .get("Id"));
    }

    @Test
    void what_did_not_change_is_not_sent_again() throws Exception {
        SfSyncComponent sfsync = new SfSyncComponent();
        sfsync.setLedger(folder.resolve("runs").toString());
        camel.addComponent("sfsync", sfsync);
        start();
        load("sfsync:insert:Account", accounts(1));
        Object id = ORG.org().query("SELECT Id FROM Account").get(0).get("Id");
        List<Map<String, Object>> update = List.of(Map.of("Id", id, "Name", "Other"));

        assertThat(load("sfsync:update:Account?changedOnly=true", update)
                        .totals()
                        .updated())
                .isEqualTo(1);
        assertThat(load("sfsync:update:Account?changedOnly=true", update)
                        .totals()
                        .unchanged())
                .isEqualTo(1);
        assertThat(load("sfsync:update:Account", update).totals().updated()).isEqualTo(1);
    }

    @Test
    void single_messages_and_a_database_remember_as_well() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:digests;DB_CLOSE_DELAY=-1");
        SfSyncComponent sfsync = new SfSyncComponent();
        sfsync.setLedger(folder.resolve("runs").toString());
        sfsync.setDigestDataSource(database);
        camel.addComponent("sfsync", sfsync);
        start();
        String uri = "sfsync:upsert:Account?externalIdField=External_Key__c&changedOnly=true";
        Map<String, Object> message = Map.of("External_Key__c", "A", "Name", "One");

        assertThat(load(uri, message).totals().created()).isEqualTo(1);
        assertThat(load(uri, message).totals().unchanged()).isEqualTo(1);

        assertThat(folder.resolve("runs-stores")).doesNotExist();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT LOAD_NAME FROM SFSYNC_DIGESTS")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).contains("/Account-");
        }
        sfsync.setDigestDataSource(null);
        assertThat(load(uri, message).totals().updated()).isEqualTo(1);
        assertThat(load(uri, message).totals().unchanged()).isEqualTo(1);
    }
}
