/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link FieldDefinition} needs. Starts as a nillable field that may be created and updated. */
public final class FieldBuilder {
    private final String name;
    private final FieldType type;
    private final Set<Trait> traits;
    private String label;
    private int length;
    private int precision;
    private int scale;
    private int digits;
    private List<PicklistValue> picklistValues = List.of();
    private @Nullable Reference reference;
    private @Nullable Object defaultValue;
    private @Nullable String compoundFieldName;
    private @Nullable String displayFormat;
    private @Nullable String inlineHelpText;
    private @Nullable String computed;

    /** A field of that API name and type; the label is the name until one is set. */
    public FieldBuilder(String name, FieldType type) {
        this.name = name;
        this.type = type;
        this.label = name;
        this.traits = EnumSet.of(Trait.NILLABLE, Trait.CREATEABLE, Trait.UPDATEABLE);
    }

    FieldBuilder(FieldDefinition field) {
        this(field.name(), field.type());
        traits.clear();
        traits.addAll(field.traits());
        label = field.label();
        length = field.length();
        precision = field.precision();
        scale = field.scale();
        digits = field.digits();
        picklistValues = field.picklistValues();
        reference = field.reference();
        defaultValue = field.defaultValue();
        compoundFieldName = field.compoundFieldName();
        displayFormat = field.displayFormat();
        inlineHelpText = field.inlineHelpText();
        computed = field.computed();
    }

    /** What people call it. */
    public FieldBuilder label(String value) {
        label = value;
        return this;
    }

    /** Most characters. */
    public FieldBuilder length(int value) {
        length = value;
        return this;
    }

    /** Digits in all and right of the point. */
    public FieldBuilder precision(int all, int right) {
        precision = all;
        scale = right;
        return this;
    }

    /** Most digits of an integer. */
    public FieldBuilder digits(int value) {
        digits = value;
        return this;
    }

    /** Adds or takes away a trait. */
    public FieldBuilder with(Trait trait, boolean holds) {
        if (holds) {
            traits.add(trait);
        } else {
            traits.remove(trait);
        }
        return this;
    }

    /** Adds traits. */
    public FieldBuilder with(Trait... added) {
        for (Trait trait : added) {
            traits.add(trait);
        }
        return this;
    }

    /** Takes traits away. */
    public FieldBuilder without(Trait... removed) {
        for (Trait trait : removed) {
            traits.remove(trait);
        }
        return this;
    }

    /** The entries of a picklist. */
    public FieldBuilder picklist(List<PicklistValue> values) {
        picklistValues = values;
        return this;
    }

    /** Where it points. */
    public FieldBuilder reference(Reference value) {
        reference = value;
        return this;
    }

    /** What a new record gets, in its stored form. */
    public FieldBuilder defaultValue(@Nullable Object value) {
        defaultValue = value;
        return this;
    }

    /** The compound it is a part of. */
    public FieldBuilder compoundFieldName(@Nullable String value) {
        compoundFieldName = value;
        return this;
    }

    /** The pattern of an auto-number. */
    public FieldBuilder displayFormat(@Nullable String value) {
        displayFormat = value;
        return this;
    }

    /** Help text. */
    public FieldBuilder inlineHelpText(@Nullable String value) {
        inlineHelpText = value;
        return this;
    }

    /** The SQL expression that gives the value. */
    public FieldBuilder computed(@Nullable String expression) {
        computed = expression;
        return this;
    }

    /** The field. */
    public FieldDefinition build() {
        return new FieldDefinition(
                name,
                label,
                type,
                length,
                precision,
                scale,
                digits,
                traits,
                picklistValues,
                reference,
                defaultValue,
                compoundFieldName,
                displayFormat,
                inlineHelpText,
                computed);
    }
}
