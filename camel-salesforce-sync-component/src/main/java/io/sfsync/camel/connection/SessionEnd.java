/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import java.util.regex.Pattern;

/**
 * Whether an answer says that the session is over. REST and Bulk 2.0 answer HTTP 401; Bulk 1.0 answers HTTP 400 with
 * the code {@code InvalidSessionId} in XML or JSON (Bulk API Developer Guide, Errors; handled likewise by
 * camel-salesforce and jsforce).
 */
final class SessionEnd {
    /** The most bytes of such an answer; a refused call of 200 records names each of them. */
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final Pattern INVALID_SESSION = Pattern.compile(
            "(<exceptionCode>|\"(exceptionCode|errorCode)\"\\s*:\\s*\")(InvalidSessionId|INVALID_SESSION_ID)\\b");
    private static final Pattern EXPIRED_PASSWORD =
            Pattern.compile("\"errorCode\"\\s*:\\s*\"INVALID_OPERATION_WITH_EXPIRED_PASSWORD\"");

    private SessionEnd() {}

    /** Whether an answer of this status may end a session, so that its body must be looked at. */
    static boolean isPossible(int status) {
        return status == 401 || status == 400;
    }

    /** Whether the session is over and a new login may help. */
    static boolean isSaidBy(int status, String body) {
        return status == 401
                ? !isPasswordExpired(body)
                : INVALID_SESSION.matcher(body).find();
    }

    /** Whether the login works, and the password has expired: no new login helps. */
    static boolean isPasswordExpired(String body) {
        return EXPIRED_PASSWORD.matcher(body).find();
    }
}
