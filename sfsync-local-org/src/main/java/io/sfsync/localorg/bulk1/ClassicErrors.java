/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.http.ApiException;

/** The errors of the API (Bulk API Developer Guide, Errors). */
final class ClassicErrors {
    private ClassicErrors() {}

    static ApiException invalidJob(String message) {
        return new ApiException(400, "InvalidJob", message);
    }

    static ApiException invalidBatch(String message) {
        return new ApiException(400, "InvalidBatch", message);
    }

    static ApiException clientInput(String message) {
        return new ApiException(400, "ClientInputError", message);
    }

    static ApiException wrongState(String message) {
        return new ApiException(400, "InvalidJobState", message);
    }
}
