/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors of rows, word for word as real orgs give them. Each names where it was recorded or documented.
 */
final class RowErrors {
    /** Recorded by SFDO-Tooling/CumulusCI and jsforce's tests against a real org, delete included. */
    static final RowError ROLLED_BACK = RowError.of(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header");

    /** Recorded by amp-labs/connectors. */
    static final RowError NO_ID = RowError.of("MISSING_ARGUMENT", "Id not specified in an update call");

    /** Recorded by tablexi/restforce-db and amp-labs/connectors. */
    static final RowError DELETED = RowError.of("ENTITY_IS_DELETED", "entity is deleted");

    /** Recorded by KineticMCP/kinetic-core (v62). */
    static final RowError NO_SUCH_RECORD = RowError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");

    /** SOAP API Developer Guide, status codes; the text is that of public logs. */
    static final RowError ID_ON_INSERT =
            RowError.of("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");

    /** Recorded in public logs. */
    static final RowError LOCKED =
            RowError.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");

    private RowErrors() {}

    /** Recorded by tablexi/restforce-db and jsforce's tests against a real org. */
    static RowError required(List<String> fields) {
        return new RowError(
                "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + String.join(", ", fields) + "]", fields);
    }

    /** Recorded by amp-labs/connectors; the same in giacomelli/SalesforceSharp's tests against a real org. */
    static RowError readOnly(List<String> fields) {
        return new RowError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: " + String.join(", ", fields)
                        + ". Please check the security settings of this field and verify that it is read/write for your"
                        + " profile or permission set.",
                fields);
    }

    /** Bulk only; recorded in failed results: the column is counted from 0, in the order of the upload. */
    static RowError notDeserialized(FieldDefinition field, int column, String text) {
        String type = field.type().soapType();
        return RowError.of(
                "INVALID_FIELD",
                "Failed to deserialize field at col " + column + ". Due to, '" + text
                        + "' is not a valid value for the type " + type,
                field.name());
    }

    /** Bulk only; recorded, localised, by users of TROCCO: a decimal number for an integer. */
    static RowError wrongType(FieldDefinition field, String text) {
        return RowError.of("INVALID_TYPE_ON_FIELD_IN_RECORD", "value not of required type: " + text, field.name());
    }

    /** Recorded in a composite answer of apache/camel's fixtures. */
    static RowError tooLong(FieldDefinition field, String text) {
        return RowError.of(
                "STRING_TOO_LONG",
                field.label() + ": data value too large: " + text + " (max length=" + field.length() + ")",
                field.name());
    }

    /** Recorded in the user interface. */
    static RowError outOfRange(FieldDefinition field, String text) {
        return RowError.of(
                "NUMBER_OUTSIDE_VALID_RANGE",
                field.label() + ": value outside of valid range on numeric field: " + text,
                field.name());
    }

    /** Asserted by jesperkristensen/node-salesforce-connection's tests against a real org. */
    static RowError badEmail(FieldDefinition field, String text) {
        return RowError.of("INVALID_EMAIL_ADDRESS", field.label() + ": invalid email address: " + text, field.name());
    }

    /** Recorded by forcedotcom/sf-fx-runtime-nodejs. */
    static RowError notInPicklist(FieldDefinition field, String text) {
        return RowError.of(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                field.label() + ": bad value for restricted picklist field: " + text,
                field.name());
    }

    /** Documented in the REST API Developer Guide (collections); asserted by giacomelli/SalesforceSharp's tests. */
    static RowError malformedId(String text) {
        return RowError.of("MALFORMED_ID", "malformed id " + text);
    }

    /** Recorded by forcedotcom/sf-fx-runtime-nodejs (the record's own id) and in public logs (look-ups). */
    static RowError wrongIdType(FieldDefinition field, String text) {
        return RowError.of("MALFORMED_ID", field.label() + ": id value of incorrect type: " + text, field.name());
    }

    /** Bulk delete of another object's id; asserted by forcedotcom/dataloader's tests against a real org. */
    static RowError wrongIdOnDelete(ObjectType object) {
        return RowError.of("INVALID_ID_FIELD", "Invalid Id for entity type '" + object.name() + "'");
    }

    /** Recorded in public logs; fields empty. */
    static RowError noForeignKey(FieldDefinition key, ObjectType target, String text) {
        return RowError.of(
                "INVALID_FIELD",
                "Foreign key external ID: " + text + " not found for field " + key.name() + " in entity "
                        + target.name());
    }

    /** Recorded by openstax/accounts: 15 characters, no fields. */
    static RowError noAccess(String id) {
        return RowError.of(
                "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                "insufficient access rights on cross-reference id: " + id.substring(0, 15));
    }

    /** Recorded: 15 characters in REST logs, 18 in a Bulk 2.0 log. */
    static RowError duplicateValue(FieldDefinition field, long id, CellForm form) {
        String text = form == CellForm.TEXT ? RecordId.format(id) : RecordId.format15(id);
        return RowError.of(
                "DUPLICATE_VALUE",
                "duplicate value found: " + field.name() + " duplicates value on record with id: " + text);
    }

    /** Recorded on Salesforce StackExchange (104048, 296121): every row that bears the key fails. */
    static RowError duplicateKey(FieldDefinition key, String text) {
        boolean id = key.type() == FieldType.ID;
        return RowError.of(
                "DUPLICATE_VALUE", "Duplicate " + (id ? "" : "external ") + "id specified: " + text, key.name());
    }

    /** Recorded in public logs. */
    static RowError severalRecords(FieldDefinition key, List<Long> ids) {
        List<String> texts = ids.stream().map(RecordId::format).toList();
        return RowError.of(
                "DUPLICATE_EXTERNAL_ID",
                key.label() + ": more than one record found for external id field: [" + String.join(", ", texts) + "]",
                key.name());
    }

    /** SOAP API Developer Guide, status codes; the text is that of public logs. */
    static RowError noKey(FieldDefinition key) {
        return RowError.of("MISSING_ARGUMENT", key.name() + " not specified");
    }

    /** Recorded in public logs; what stands in the way is listed as people call it. */
    static RowError deleteFailed(String label, String obstacle) {
        return RowError.of(
                "DELETE_FAILED",
                "Your attempt to delete " + label
                        + " could not be completed because it is associated with the following " + obstacle);
    }

    /** Recorded: the text is the administrator's. */
    static RowError validation(String message, @Nullable String field) {
        return new RowError("FIELD_CUSTOM_VALIDATION_EXCEPTION", message, field == null ? List.of() : List.of(field));
    }

    /** SOAP API Developer Guide, status codes; the text is that of public logs. */
    static RowError recordType(long id) {
        return RowError.of(
                "INVALID_CROSS_REFERENCE_KEY",
                "Record Type ID: this ID value isn't valid for the user: " + RecordId.format(id),
                "RecordTypeId");
    }

    /** Recorded by rudderlabs/rudder-server; the text is the rule's. */
    static RowError duplicates(String message, DuplicateMatch match) {
        return new RowError("DUPLICATES_DETECTED", message, List.of(), match);
    }
}
