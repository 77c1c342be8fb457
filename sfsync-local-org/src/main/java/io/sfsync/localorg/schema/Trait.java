/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

/** The yes-or-no properties of a field, named as in describe (REST API Developer Guide, sObject Describe). */
public enum Trait {
    /** May be empty. */
    NILLABLE,
    /** May be set on insert. */
    CREATEABLE,
    /** May be set on update. */
    UPDATEABLE,
    /** Gets a value on insert if none is given. */
    DEFAULTED_ON_CREATE,
    /** Added by the org's owner, name ends in {@code __c}. */
    CUSTOM,
    /** No two live records share a value. */
    UNIQUE,
    /** An external id: upsert and relationships may use it. */
    EXTERNAL_ID,
    /** Upsert and relationships may use it. External ids, the id and a few standard fields have it. */
    ID_LOOKUP,
    /** Comparisons respect case. */
    CASE_SENSITIVE,
    /** The record's name. */
    NAME_FIELD,
    /** Numbered by the org. */
    AUTO_NUMBER,
    /** A formula; never written by callers. */
    CALCULATED,
    /** A picklist that refuses values outside its list. */
    RESTRICTED_PICKLIST,
    /** A reference whose records are deleted with the record they point to. */
    CASCADE_DELETE,
    /** A reference that forbids the deletion of the record it points to. */
    RESTRICTED_DELETE,
    /** A reference to several objects. */
    NAME_POINTING,
    /** A reference whose record belongs to the one it points to: a master-detail relationship. */
    MASTER_DETAIL,
    /** A picklist that depends on another field. */
    DEPENDENT_PICKLIST,
    /** Holds HTML. */
    HTML_FORMATTED
}
