/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field as describe names it, with the SOAP type of the same describe and the form its values take in the store. Wire names
 * and SOAP types are those of describe results recorded by SFDO-Tooling/CumulusCI (v48) and of the REST API Developer Guide, sObject
 * Describe.
 */
public enum FieldType {
    /** The record's own id. */
    ID("tns:ID", Storage.ID),
    /** The id of another record. */
    REFERENCE("tns:ID", Storage.ID),
    /** One line of text. */
    STRING("xsd:string", Storage.TEXT),
    /** Several lines of text. */
    TEXTAREA("xsd:string", Storage.TEXT),
    /** A telephone number; any text. */
    PHONE("xsd:string", Storage.TEXT),
    /** A web address; any text. */
    URL("xsd:string", Storage.TEXT),
    /** An e-mail address, checked. */
    EMAIL("xsd:string", Storage.TEXT),
    /** One value of a list; others are refused only where the field is restricted. */
    PICKLIST("xsd:string", Storage.TEXT),
    /** Several values of a list, joined by semicolons. */
    MULTIPICKLIST("xsd:string", Storage.TEXT),
    /** A list that also takes free text. */
    COMBOBOX("xsd:string", Storage.TEXT),
    /** Text that is kept encrypted. */
    ENCRYPTEDSTRING("xsd:string", Storage.TEXT),
    /** Any primitive as text. */
    ANYTYPE("xsd:anyType", Storage.TEXT),
    /** Never null. */
    BOOLEAN("xsd:boolean", Storage.BOOLEAN),
    /** A 32-bit integer. */
    INT("xsd:int", Storage.INT),
    /** A 64-bit integer. */
    LONG("xsd:long", Storage.LONG),
    /** A number. */
    DOUBLE("xsd:double", Storage.DOUBLE),
    /** An amount of money. */
    CURRENCY("xsd:double", Storage.DOUBLE),
    /** A percentage; 50 is one half. */
    PERCENT("xsd:double", Storage.DOUBLE),
    /** A day. */
    DATE("xsd:date", Storage.DATE),
    /** A moment, kept to the millisecond. */
    DATETIME("xsd:dateTime", Storage.DATETIME),
    /** A time of the day. */
    TIME("xsd:time", Storage.TIME),
    /** Bytes. */
    BASE64("xsd:base64Binary", Storage.BYTES),
    /** A compound of address fields; not stored itself. */
    ADDRESS("urn:address", Storage.NONE),
    /** A compound of latitude and longitude; not stored itself. */
    LOCATION("urn:location", Storage.NONE);

    private final String soapType;
    private final Storage storage;

    FieldType(String soapType, Storage storage) {
        this.soapType = soapType;
        this.storage = storage;
    }

    /** The name in describe and in the YAML schema, for instance {@code multipicklist}. */
    public String wireName() {
        return this == ANYTYPE ? "anyType" : name().toLowerCase(Locale.ROOT);
    }

    /** The {@code soapType} of describe. */
    public String soapType() {
        return soapType;
    }

    /** The form of the field's values in the store. */
    public Storage storage() {
        return storage;
    }

    /** True for the types whose {@code length} describe gives in characters. */
    public boolean isText() {
        return storage == Storage.TEXT;
    }

    /** True for double, currency and percent. */
    public boolean isDecimal() {
        return storage == Storage.DOUBLE;
    }

    /** The type of that name, upper or lower case, or null. */
    public static @Nullable FieldType named(String name) {
        for (FieldType type : values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return type;
            }
        }
        return null;
    }
}
