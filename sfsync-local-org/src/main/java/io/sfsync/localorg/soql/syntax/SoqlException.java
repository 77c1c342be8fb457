/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/**
 * A query that the org refuses. The wire shape is HTTP 400 with one {@code {"message","errorCode"}} entry and no
 * {@code fields} key, as recorded by CumulusCI and by the function SDKs of forcedotcom.
 */
public final class SoqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String errorCode;

    /**
     * A refusal without a position in the query.
     *
     * @param errorCode the code of the REST API, such as {@code MALFORMED_QUERY}
     * @param message the text for the client
     */
    public SoqlException(String errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
    }

    /** The code of the REST API, such as {@code MALFORMED_QUERY}, {@code INVALID_FIELD} or {@code INVALID_TYPE}. */
    public String errorCode() {
        return errorCode;
    }

    /** The text for the client, for a reader that must not meet a null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /**
     * A refusal that points at a place in the query: a part of the query, a caret under the place, row and column, and
     * the reason.
     *
     * @param query the whole query
     * @param position the place, a 0-based index into {@code query}; its length means the end
     * @param errorCode the code of the REST API
     * @param reason the last line of the message
     */
    public static SoqlException at(String query, int position, String errorCode, String reason) {
        return new SoqlException(errorCode, Caret.message(query, position, reason));
    }

    /**
     * The parser's refusal of a token.
     *
     * @param query the whole query
     * @param position where the token begins, a 0-based index into {@code query}; its length means the end
     * @param token the token as the message shows it
     */
    public static SoqlException unexpected(String query, int position, String token) {
        return new SoqlException(
                "MALFORMED_QUERY", Caret.unexpected(query, position, "unexpected token: '" + token + "'"));
    }
}
