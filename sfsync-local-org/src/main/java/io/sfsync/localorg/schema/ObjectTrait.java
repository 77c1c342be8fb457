/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

/** The yes-or-no properties of an object, named as in describe. */
public enum ObjectTrait {
    /** Records may be inserted. */
    CREATEABLE,
    /** Records may be updated. */
    UPDATEABLE,
    /** Records may be deleted. */
    DELETABLE,
    /** Deleted records go to the recycle bin. */
    UNDELETABLE,
    /** SOQL may select from it. */
    QUERYABLE,
    /** Records may be read by id. */
    RETRIEVEABLE,
    /** Added by the org's owner. */
    CUSTOM,
    /** A custom setting. */
    CUSTOM_SETTING,
    /** Has page layouts, so that describe has record type infos. */
    LAYOUTABLE,
    /** The Bulk API does not take it. */
    NO_BULK
}
