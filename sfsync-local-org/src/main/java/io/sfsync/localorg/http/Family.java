/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

/** The API families of an org; each renders its errors in its own shape. */
public enum Family {
    /** The token endpoint: an object {@code {"error","error_description"}}. */
    OAUTH,
    /** Identity and userinfo: plain text such as {@code Bad_OAuth_Token}. */
    IDENTITY,
    /** REST and Bulk 2.0: an array {@code [{"message","errorCode","fields"}]}, or XML by Accept header or suffix. */
    REST,
    /** Bulk 1.0: an {@code error} element, or an object for JSON callers, with exceptionCode and exceptionMessage. */
    BULK1,
    /** SOAP: a fault with status 500. */
    SOAP,
    /** The local org's own control calls, outside of what an org has. */
    CONTROL
}
