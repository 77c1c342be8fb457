/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.Operation;
import io.sfsync.schema.DescribeReader;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetResolverTest {
    private static final String DESCRIBE = """
            {"name":"Case__c","createable":true,"updateable":true,"deletable":false,"fields":[
              {"name":"Id","type":"id","idLookup":true},
              {"name":"Name","type":"string","createable":true,"updateable":true},
              {"name":"Key__c","type":"string","createable":true,"updateable":true,"externalId":true,"idLookup":true},
              {"name":"Once__c","type":"string","createable":true},
              {"name":"Later__c","type":"string","updateable":true},
              {"name":"CreatedDate","type":"datetime"},
              {"name":"Parent__c","type":"reference","createable":true,"updateable":true,
               "referenceTo":["Case__c"],"relationshipName":"Parent__r"},
              {"name":"Fixed__c","type":"reference","referenceTo":["Case__c"],"relationshipName":"Fixed__r"},
              {"name":"OwnerId","type":"reference","createable":true,"updateable":true,
               "referenceTo":["Group","User"],"relationshipName":"Owner"}]}
            """;

    @ParameterizedTest(name = "{0} {1} becomes {2}")
    @CsvSource({
        "INSERT, name, Name",
        "INSERT, Once__c, Once__c",
        "UPDATE, Later__c, Later__c",
        "UPDATE, id, Id",
        "DELETE, ID, Id",
        "UPSERT, key__C, Key__c",
        "UPSERT, Once__c, Once__c",
        "INSERT, parent__R.KEY__c, Parent__r.Key__c",
        "INSERT, Case__c:Parent__r.Key__c, Parent__r.Key__c",
        "INSERT, user:owner.Email, User:Owner.Email",
    })
    void names_get_the_case_of_the_org(Operation operation, String path, String csvName) throws Exception {
        assertThat(resolver(operation).resolve(path).csvName()).isEqualTo(csvName);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT | Nmae | has no field 'Nmae', did you mean 'Name'?",
                "INSERT | Zzzzzzzzzz | has no field 'Zzzzzzzzzz'. It does not exist, or this user may not see it: correct the mapping",
                "INSERT | Later__c | field Later__c of object Case__c cannot be set by insert",
                "UPDATE | Once__c | field Once__c of object Case__c cannot be set by update",
                "UPSERT | CreatedDate | cannot be set by upsert",
                "INSERT | Id | field Id of object Case__c cannot be set by insert",
                "UPSERT | Id | field Id of object Case__c cannot be set by upsert",
                "INSERT | Parent.Key__c | has no relationship 'Parent'",
                "INSERT | Fixed__r.Key__c | lookup Fixed__c of object Case__c cannot be set by insert",
                "INSERT | Owner.Email | leads to [Group, User]; write one of them before a colon, as in Group:Owner",
                "INSERT | Lead:Owner.Email | leads to [Group, User]",
                "INSERT | Parent__r.Name | field 'Name' of object Case__c is no external id",
                "INSERT | Parent__r.Kay__c | is no external id, did you mean 'Key__c'?",
            })
    void what_the_org_would_refuse_is_refused_before(Operation operation, String path, String message) {
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> resolver(operation).resolve(path))
                .withMessageContaining(message);
    }

    @Test
    void a_related_object_that_the_org_does_not_show_is_not_checked() throws Exception {
        TargetField field = resolver(Operation.INSERT).resolve("Group:Owner.Whatever");

        assertThat(field.csvName()).isEqualTo("Group:Owner.Whatever");
        assertThat(field.type()).isEqualTo("string");
        assertThat(field.isId()).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "DELETE, operation delete is not possible on object Case__c",
        "HARD_DELETE, operation hardDelete is not possible",
    })
    void an_object_that_does_not_take_the_operation_is_refused(Operation operation, String message) {
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> ObjectCheck.operation(object(), operation))
                .withMessageContaining(message);
    }

    @Test
    void an_object_that_takes_the_operation_is_not() throws Exception {
        for (Operation operation : new Operation[] {Operation.INSERT, Operation.UPDATE, Operation.UPSERT}) {
            ObjectCheck.operation(object(), operation);
        }
        ObjectSchema updateOnly = new ObjectSchema("X", false, true, false, object().fields());
        ObjectCheck.operation(updateOnly, Operation.UPSERT);
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> ObjectCheck.operation(updateOnly, Operation.INSERT));
        ObjectSchema readOnly = new ObjectSchema("X", false, false, true, object().fields());
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> ObjectCheck.operation(readOnly, Operation.UPSERT));
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> ObjectCheck.operation(readOnly, Operation.UPDATE));
    }

    @Test
    void the_key_of_an_upsert_must_be_one() throws Exception {
        assertThat(ObjectCheck.externalIdField(object(), "KEY__c").name()).isEqualTo("Key__c");
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> ObjectCheck.externalIdField(object(), "Kee__c"))
                .withMessageContaining("no field 'Kee__c', did you mean 'Key__c'? Its keys are [Id, Key__c]");
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> ObjectCheck.externalIdField(object(), "Name"))
                .withMessageContaining("field Name of object Case__c is no external id; its keys are [Id, Key__c]");
        assertThatExceptionOfType(CheckException.class).isThrownBy(() -> ObjectCheck.externalIdField(object(), null));
    }

    @Test
    void what_is_no_describe_is_refused() throws Exception {
        JsonNode noName = new ObjectMapper().readTree("{\"fields\":[]}");
        JsonNode noFields = new ObjectMapper().readTree("{\"name\":\"X\"}");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> DescribeReader.read(noName));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> DescribeReader.read(noFields));
    }

    private static TargetResolver resolver(Operation operation) throws Exception {
        ObjectSchema object = object();
        String key = operation == Operation.UPSERT ? "Key__c" : null;
        return new TargetResolver(
                object, operation, key, name -> name.equals("Case__c") ? Optional.of(object) : Optional.empty());
    }

    private static ObjectSchema object() throws Exception {
        return DescribeReader.read(new ObjectMapper().readTree(DESCRIBE));
    }
}
