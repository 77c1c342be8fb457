/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

/**
 * A record type of an object.
 *
 * @param name what people call it
 * @param developerName its API name
 * @param defaultMapping true if records without one get it
 */
public record RecordType(String name, String developerName, boolean defaultMapping) {}
