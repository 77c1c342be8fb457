/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

/** In what form the cells of a request come. */
public enum CellForm {
    /** As text, from CSV or XML; the engine converts them and answers text that does not fit with an error of the row. */
    TEXT,
    /** In the Java types of the store; see {@link JsonCells} for JSON. */
    STORED
}
