/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.io.StringReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataLoaderMappingTest {
    private static RecordMapping parse(String text) throws IOException {
        return MappingFile.parse("accounts.SDL", new StringReader(text));
    }

    private static SourceRecord csv(String text) throws IOException {
        return Objects.requireNonNull(
                RecordReaders.csv(new StringReader(text), CsvFormat.DEFAULT).next());
    }

    @Test
    void reads_what_data_loader_writes() throws IOException {
        RecordMapping mapping = parse("""
                #Mapping values
                #Mon May 17 10:23:18 IST 2026
                ACCOUNT\\ NAME=Name, Legal_Name__c
                "Canada"=BillingCountry
                INTERNAL=
                PARENT=Parent\\:External_Key__c
                OWNER=Owner\\:User-Email
                SLA__C=SLA__c
                """);

        MappedRecord mapped =
                mapping.map(csv("Account Name,internal,Parent,owner,sla__c\nAcme,x,P1,a@example.com,Gold\n"));

        assertThat(mapped.rejection()).isNull();
        assertThat(mapped.fields().names())
                .containsExactly(
                        "Name",
                        "Legal_Name__c",
                        "BillingCountry",
                        "Parent.External_Key__c",
                        "User:Owner.Email",
                        "SLA__c");
        assertThat(mapped.value(0)).isEqualTo("Acme");
        assertThat(mapped.value(1)).isEqualTo("Acme");
        assertThat(mapped.value(2)).isEqualTo("Canada");
        assertThat(mapped.value(3)).isEqualTo("P1");
        assertThat(mapped.value(4)).isEqualTo("a@example.com");
        assertThat(mapped.value(5)).isEqualTo("Gold");
    }

    @Test
    void a_line_may_go_on_in_the_next() throws IOException {
        MappedRecord mapped = parse("NAME=Name,\\\n  Label__c\n").map(csv("Name\nAcme\n"));

        assertThat(mapped.fields().names()).containsExactly("Name", "Label__c");
    }

    @Test
    void a_column_that_is_not_there_is_named() throws IOException {
        MappedRecord mapped = parse("NAMES=Name").map(csv("Name\nAcme\n"));

        assertThat(Objects.requireNonNull(mapped.rejection()).message())
                .contains("the source has no column 'NAMES', did you mean 'Name'?");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "# nothing | it maps no column",
                "A= | it maps no column",
                "A=No Field | accounts.SDL:1: 'No Field' is no target field",
                "A=Name;B=Name | accounts.SDL:2: target 'Name' is written twice",
                "A=Name;a=Label__c | accounts.SDL:2: column 'a' is there twice",
                "A=\\uZZZZ | accounts.SDL:1: cannot be read",
            })
    void what_is_wrong_is_named_with_its_line(String lines, String message) {
        assertThatThrownBy(() -> parse(lines.replace(';', '\n')))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(message);
    }
}
