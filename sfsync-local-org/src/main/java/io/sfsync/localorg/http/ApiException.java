/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a call with an error; the family of the route decides the shape of the body. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<ApiError> errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * An error answer.
     *
     * @param status the HTTP status
     * @param errors at least one error
     */
    public ApiException(int status, List<ApiError> errors) {
        super(errors.get(0).code() + ": " + errors.get(0).message(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** One error without the key {@code fields}. */
    public ApiException(int status, String code, String message) {
        this(status, List.of(ApiError.of(code, message)));
    }

    /** 404 "The requested resource does not exist", as recorded for unknown paths, objects, versions and jobs. */
    public static ApiException notFound() {
        return new ApiException(404, "NOT_FOUND", "The requested resource does not exist");
    }

    /** Adds a header to the answer. */
    public ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The errors, at least one. */
    public List<ApiError> errors() {
        return errors;
    }

    /** Headers that the answer carries besides the usual ones. */
    public Map<String, String> headers() {
        return headers;
    }
}
