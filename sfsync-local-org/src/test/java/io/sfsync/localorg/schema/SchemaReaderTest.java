/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaReaderTest {
    private static final String ORDER = """
            objects:
              Order__c:
                label: Order
                keyPrefix: a00
                fields:
                  Order_Key__c: {type: string, length: 40, unique: true, externalId: true, required: true}
                  Freight__c: {type: currency, precision: 18, scale: 2}
                  Account__c: {referenceTo: Account}
              Account:
                fields:
                  External_Key__c: {type: string, length: 80, externalId: true, unique: true}
            """;

    @ParameterizedTest
    @CsvSource({
        "Account,'Name'",
        "Contact,'LastName'",
        "Lead,'LastName,Company'",
        "Opportunity,'Name,StageName,CloseDate'",
        "Case,''"
    })
    void requires_on_insert_what_recorded_describes_require(String object, String required) {
        ObjectType type = SchemaReader.standard().object(object);

        assertThat(type.fields().stream()
                        .filter(FieldDefinition::isRequiredOnInsert)
                        .map(FieldDefinition::name))
                .containsExactlyInAnyOrder(required.isEmpty() ? new String[0] : required.split(","));
    }

    @Test
    void adds_objects_and_fields_of_a_file_to_the_standard_ones() {
        OrgSchema schema = SchemaReader.standardAnd("org.yaml", ORDER);

        ObjectType order = schema.object("order__C");
        assertThat(order.name()).isEqualTo("Order__c");
        assertThat(order.field("order_key__c").is(Trait.ID_LOOKUP)).isTrue();
        assertThat(order.relationship("Account__r").name()).isEqualTo("Account__c");
        assertThat(order.nameField().label()).isEqualTo("Order Name");
        assertThat(schema.object("Account").field("External_Key__c").length()).isEqualTo(80);
        assertThat(schema.object("Account").field("Name").isRequiredOnInsert()).isTrue();
        assertThat(schema.childRelationship(schema.object("Account"), "orders__r")
                        .child())
                .isSameAs(order);
    }

    @Test
    void gives_every_object_its_system_fields() {
        for (ObjectType object : SchemaReader.standardAnd("org.yaml", ORDER).objects()) {
            for (String name :
                    List.of("Id", "IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "SystemModstamp")) {
                assertThat(object.field(name)).as(object + "." + name).isNotNull();
            }
        }
    }

    @Test
    void hides_fields_from_a_user_and_from_a_profile() {
        OrgSchema schema = SchemaReader.standardAnd("org.yaml", """
                fieldSecurity:
                  - {user: low@example.com, hidden: [Account.Sic], readOnly: Account.Site}
                  - {profile: Standard User, hidden: Account.Fax}
                """);

        ObjectType account =
                schema.visibleTo("low@example.com", "Standard User").object("Account");
        assertThat(account.field("Sic")).isNull();
        assertThat(account.field("Fax")).isNull();
        assertThat(account.field("Site").is(Trait.UPDATEABLE)).isFalse();
        assertThat(schema.visibleTo("admin@example.com", "System Administrator"))
                .isSameAs(schema);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objects: {X__c: {fields: {A__c: {type: strin}}}} | org.yaml: objects.X__c.fields.A__c.type is 'strin'",
                "objects: {X__c: {fields: {A__c: {lenght: 3}}}} | org.yaml: objects.X__c.fields.A__c.lenght is not known; use one of",
                "objects: {X__c: {fields: {A__c: {length: -3}}}} | A__c.length must be a whole number of at least 0, was -3",
                "objects: {X__c: {fields: {A__c: {type: reference}}}} | is a reference without referenceTo; name the object",
                "objects: {X__c: {fields: {A__c: {referenceTo: Acount}}}} | referenceTo names Acount, which is no object",
                "objects: {X__c: {keyPrefix: '001'}} | objects.X__c.keyPrefix is '001', which another object has",
                "objects: {X__c: {keyPrefix: 'a'}} | use three letters or digits",
                "objects: {Quote: {}} | has no keyPrefix",
                "objects: {X__c: {fields: {A__c: {required: 'yes'}}}} | must be true or false",
                "objects: {X__c: {fields: {A__c: {type: boolean, externalId: true}}}} | use a text, email or number field",
                "objects: {X__c: {validationRules: [{name: a, condition: 'Nope = 1', message: m}]}} | objects.X__c.validationRules speaks of Nope, which is no field",
                "objects: {X__c: {validationRules: [{name: a, condition: 'Name =', message: m}]}} | condition can't be read; formula 'Name =': expected a value",
                "objekts: {} | org.yaml: objekts is not known",
                "objects: [1 | org.yaml: line 1 can't be parsed"
            })
    void names_file_key_and_way_out(String yaml, String message) {
        assertThatThrownBy(() -> SchemaReader.standardAnd("org.yaml", yaml))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }

    @Test
    void says_that_a_file_is_missing() {
        assertThatThrownBy(() -> SchemaReader.standardAnd(Path.of("no-such.yaml")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no-such.yaml does not exist");
    }

    @Test
    void hands_out_key_prefixes_that_nobody_has() {
        OrgSchema schema = SchemaReader.standardAnd(
                "org.yaml",
                "objects: {One__c: {}, Two__c: {keyPrefix: a00}, Three__c: {name: {displayFormat: 'T-{000}'}}}");

        assertThat(schema.object("One__c").keyPrefix()).isEqualTo("a01");
        assertThat(schema.object("Three__c").keyPrefix()).isEqualTo("a02");
        assertThat(schema.object("Three__c").nameField().is(Trait.AUTO_NUMBER)).isTrue();
    }
}
