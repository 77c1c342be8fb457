/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object. Immutable; made by {@link FieldBuilder}.
 *
 * @param name the API name in its canonical case
 * @param label what people call it; error messages use it
 * @param type the type
 * @param length most characters of a text; 0 for other types
 * @param precision most digits of a decimal number; 0 for other types
 * @param scale digits right of the decimal point
 * @param digits most digits of an integer; 0 for other types
 * @param traits what holds of it
 * @param picklistValues the entries of a picklist, in order; empty for other types
 * @param reference where it points; null unless it is a reference
 * @param defaultValue the value, in its stored form, a new record gets; null for none
 * @param compoundFieldName the compound field it is a part of; null for none
 * @param displayFormat the pattern of an auto-number, for instance {@code A-{0000}}; null for other fields
 * @param inlineHelpText help text; null for none
 * @param computed an SQL expression over the columns of the same table that gives the value; null for fields that are written
 */
public record FieldDefinition(
        String name,
        String label,
        FieldType type,
        int length,
        int precision,
        int scale,
        int digits,
        Set<Trait> traits,
        List<PicklistValue> picklistValues,
        @Nullable Reference reference,
        @Nullable Object defaultValue,
        @Nullable String compoundFieldName,
        @Nullable String displayFormat,
        @Nullable String inlineHelpText,
        @Nullable String computed) {

    public FieldDefinition {
        traits = traits.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(traits));
        picklistValues = List.copyOf(picklistValues);
        if (type == FieldType.REFERENCE && reference == null) {
            throw new IllegalArgumentException("field " + name + " is a reference without a target");
        }
    }

    /** A builder with everything of this field. */
    public FieldBuilder toBuilder() {
        return new FieldBuilder(this);
    }

    /** True if the trait holds. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** False for compounds, which have no column. */
    public boolean isStored() {
        return type.storage() != Storage.NONE;
    }

    /** True if an insert without it is refused: createable, not nillable and without a default. */
    public boolean isRequiredOnInsert() {
        return is(Trait.CREATEABLE) && !is(Trait.NILLABLE) && !is(Trait.DEFAULTED_ON_CREATE);
    }

    /** True if upsert and relationships may find records by it. */
    public boolean isIdLookup() {
        return is(Trait.ID_LOOKUP);
    }

    /** True for a master-detail relationship. */
    public boolean isMasterDetail() {
        return is(Trait.MASTER_DETAIL);
    }
}
