/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.soql.syntax.SoqlException;

/** The query as it came, for messages that point into it. The wordings are those of recorded answers of real orgs. */
record QueryText(String text) {

    private static final String WSDL = " Please reference your WSDL or the describe call for the appropriate names.";

    SoqlException error(int position, String code, String reason) {
        return SoqlException.at(text, position, code, reason);
    }

    /** Recorded by CumulusCI. */
    SoqlException unknownObject(String name, int position) {
        return error(
                position,
                "INVALID_TYPE",
                "sObject type '" + name + "' is not supported. If you are attempting to use a custom object, be sure to"
                        + " append the '__c' after the entity name." + WSDL);
    }

    /** Recorded by forcedotcom/sf-fx-runtime-nodejs. */
    SoqlException unknownField(String field, String object, int position) {
        return error(
                position,
                "INVALID_FIELD",
                "No such column '" + field + "' on entity '" + object
                        + "'. If you are attempting to use a custom field, be"
                        + " sure to append the '__c' after the custom field name." + WSDL);
    }

    SoqlException unknownRelationship(String name, int position) {
        return error(
                position,
                "INVALID_FIELD",
                "Didn't understand relationship '" + name + "' in field path. If you are attempting to use a custom"
                        + " relationship, be sure to append the '__r' after the custom relationship name." + WSDL);
    }

    SoqlException unknownChildren(String name, int position) {
        return error(
                position,
                "INVALID_TYPE",
                "Didn't understand relationship '" + name
                        + "' in FROM part of query call. If you are attempting to use a"
                        + " custom relationship, be sure to append the '__r' after the custom relationship name."
                        + WSDL);
    }

    SoqlException unexpected(int position, String token) {
        return SoqlException.unexpected(text, position, token);
    }

    SoqlException malformed(int position, String reason) {
        return error(position, "MALFORMED_QUERY", reason);
    }

    SoqlException invalidField(int position, String reason) {
        return error(position, "INVALID_FIELD", reason);
    }

    SoqlException invalidOperator(int position, String reason) {
        return error(position, "INVALID_QUERY_FILTER_OPERATOR", reason);
    }
}
