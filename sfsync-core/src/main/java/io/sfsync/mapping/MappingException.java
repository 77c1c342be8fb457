/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.List;

/** A mapping is wrong in itself, whatever the records: each problem with its place and the way out, one a line. */
public class MappingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param problems at least one */
    public MappingException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
