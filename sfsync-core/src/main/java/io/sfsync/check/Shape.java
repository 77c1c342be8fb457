/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.record.Header;
import io.sfsync.schema.TargetField;
import java.util.List;

/**
 * The fields of records that look alike.
 *
 * @param header the target paths as the mapping has them
 * @param fields the fields of the org, one for each path
 * @param key the place of the field that names the record (its id, or the external id of an upsert), -1 for none
 */
public record Shape(Header header, List<TargetField> fields, int key) {
    public Shape {
        fields = List.copyOf(fields);
    }
}
